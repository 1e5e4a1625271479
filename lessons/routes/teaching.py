"""What only teachers and administrators read beside a lesson."""

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.people import Role
from lessons import queries
from lessons.routes.blueprint import bp
from web.access import access
from web.session import current_actor


@bp.get("/lessons/<slug:lesson_id>/teacher-notes")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def teacher_notes(lesson_id: str) -> ResponseReturnValue:
    """Pacing, false beliefs to expect and an extension."""
    notes = queries.notes_page(current_actor(), lesson_id)
    return render_template("lessons/teacher_notes.html", notes=notes)
