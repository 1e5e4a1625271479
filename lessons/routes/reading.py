"""Reading a lesson: its page, sections read, questions answered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import NotFound, Refusal
from domain.people import Actor
from lessons import actions, queries
from lessons.forms import Refused, answer_values, seen_version, uuid_or_none
from lessons.queries.assigned import assigned_lesson
from lessons.queries.checks import Wording
from lessons.queries.pages import LessonPage
from lessons.routes.blueprint import bp
from models.session import unit_of_work
from progress.queries.today import next_piece
from progress.queries.work import Piece
from web.access import access
from web.clock import now
from web.errors import wants_json
from web.session import current_actor
from web.wording import word


@bp.get("/lessons")
@access.signed_in
def catalogue() -> ResponseReturnValue:
    """Every course and its lessons, with the reader's own progress."""
    return render_template(
        "lessons/catalogue.html", catalogue=queries.catalogue(current_actor(), now())
    )


@bp.get("/lessons/<slug:lesson_id>")
@access.signed_in
def read(lesson_id: str) -> ResponseReturnValue:
    """One lesson on one page; `again` asks a check once more."""
    return _show(_page(current_actor(), lesson_id, again=request.args.get("again")))


@bp.post("/lessons/<slug:lesson_id>/sections/<slug:section_id>")
@access.signed_in
def mark_section(lesson_id: str, section_id: str) -> ResponseReturnValue:
    """Note a section as read, or with `passing` only as the place where the reader left."""
    actor = current_actor()
    _require_assignment(actor, lesson_id)
    note = actions.keep_place if "passing" in request.form else actions.mark_section_read
    with unit_of_work():
        note(actor, lesson_id, section_id, now())
    page = _page(actor, lesson_id)
    if wants_json():
        section = page.text.section(section_id)
        html = render_template("lessons/parts/section_end.html", lesson=page, section=section)
        return _parts(page, {f"end-of-{section_id}": html})
    following = page.text.section_after(section_id)
    return redirect(_lesson_url(lesson_id, following.id if following else "lesson-end"))


@bp.post("/lessons/<slug:lesson_id>")
@access.signed_in
def answer_check(lesson_id: str) -> ResponseReturnValue:
    """Take an answer to a check-yourself question and show it explained where it was asked."""
    actor = current_actor()
    _require_assignment(actor, lesson_id)
    asked = _asked(actor, lesson_id)
    question_id = asked.question_id
    values = answer_values(request.form, question_id)
    try:
        response = asked.kind.read(asked.body, values)
        with unit_of_work():
            given = actions.answer_check(
                actor, lesson_id, question_id, asked.version_id, response, now()
            )
    except Refusal as refusal:
        page = _page(actor, lesson_id, again=question_id)
        refused = Refused(question_id, word(refusal), values)
        return _check_part(page, question_id, refused), 422
    if not actor.is_student:
        # A reader who leaves no trail sees the answer explained once, on this page only.
        return _check_part(_page(actor, lesson_id, tried={question_id: given}), question_id)
    if wants_json():
        return _check_part(_page(actor, lesson_id), question_id)
    return redirect(_lesson_url(lesson_id, f"check-{question_id}"))


def _asked(actor: Actor, lesson_id: str) -> Wording:
    lesson = queries.require_lesson(actor, lesson_id)
    question_id = request.form.get("question", "")
    if question_id not in lesson.text.check_ids:
        raise NotFound
    return queries.wording(lesson_id, question_id, seen_version(request.form))


def _page(
    actor: Actor,
    lesson_id: str,
    *,
    again: str | None = None,
    tried: Mapping[str, queries.Given] | None = None,
) -> LessonPage:
    return queries.lesson_page(
        actor, lesson_id, assignment_id=_assignment_id(), again=again, tried=tried
    )


def _assignment_id() -> UUID | None:
    """The assignment that the address names; raises NotFound for what cannot be one."""
    text = request.args.get("assignment")
    assignment_id = uuid_or_none(text) if text is not None else None
    if text is not None and assignment_id is None:
        raise NotFound
    return assignment_id


def _require_assignment(actor: Actor, lesson_id: str) -> None:
    """Refuse before anything is written what the page afterwards would refuse."""
    assignment_id = _assignment_id()
    if assignment_id is not None:
        assigned_lesson(actor, lesson_id, assignment_id)


def _show(page: LessonPage, refused: Refused | None = None) -> str:
    return render_template(
        "lessons/read.html", lesson=page, refused=refused, upcoming=_upcoming(page)
    )


def _upcoming(page: LessonPage) -> Piece | None:
    """What waits for a student who has finished the lesson."""
    actor = current_actor()
    return next_piece(actor, now()) if actor.is_student and page.reading.is_finished else None


def _check_part(page: LessonPage, question_id: str, refused: Refused | None = None) -> Any:
    """Return one check as a part for a script, or the whole page for a browser."""
    if not wants_json():
        return _show(page, refused)
    html = render_template(
        "lessons/parts/check.html",
        lesson=page,
        check=page.checks[question_id],
        refused=refused,
    )
    return _parts(page, {f"check-{question_id}": html})


def _parts(page: LessonPage, parts: Mapping[str, str]) -> Any:
    """Return the parts of the page that an act changes, by id: the script puts them in place."""
    upcoming = _upcoming(page)
    always = {
        f"lesson-{part}": render_template(
            f"lessons/parts/{part}.html", lesson=page, upcoming=upcoming
        )
        for part in ("contents", "end", "turn")
    }
    return jsonify(parts={**parts, **always})


def _lesson_url(lesson_id: str, anchor: str) -> str:
    return url_for(
        "lessons.read",
        lesson_id=lesson_id,
        assignment=request.args.get("assignment"),
        _anchor=anchor,
    )
