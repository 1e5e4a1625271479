"""Pages for families and school boards, without signing in: no question and no key on any."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lessons import queries
from lessons.routes.blueprint import bp
from web.access import access


@bp.get("/course")
@access.public
def course() -> ResponseReturnValue:
    """Every course and what its lessons are about."""
    return render_template("lessons/course.html", courses=queries.public_courses())


@bp.get("/course/<slug:lesson_id>")
@access.public
def about(lesson_id: str) -> ResponseReturnValue:
    """One lesson with its sources, standards and dates."""
    return render_template("lessons/about.html", lesson=queries.public_lesson(lesson_id))


@bp.get("/glossary")
@access.public
def glossary() -> ResponseReturnValue:
    """Every term and its meaning."""
    return render_template("lessons/glossary.html", courses=queries.glossary())


@bp.get("/sources")
@access.public
def sources() -> ResponseReturnValue:
    """Every document that a course rests on."""
    return render_template("lessons/sources.html", courses=queries.course_sources())
