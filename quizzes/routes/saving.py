"""Saving one answer at a time, as the quiz page's script does."""

from typing import Any
from uuid import UUID

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from domain.access import Reason
from domain.errors import Refusal
from domain.people import Actor, Role
from domain.question_kinds.base import InvalidResponse
from models.session import unit_of_work
from quizzes import actions, queries
from quizzes.actions import Edit, Outcome, SaveResult
from quizzes.forms import read_flag, read_save
from quizzes.queries.questions import Question
from quizzes.routes.blueprint import bp
from quizzes.routes.words import kept_for_teacher, saved_words
from quizzes.stamps import make_stamp
from web import clock
from web.access import access
from web.session import current_actor
from web.wording import word, word_code


@bp.post("/attempts/<uuid:attempt_id>/answers")
@access(Role.STUDENT, Role.TEACHER)
def save_answer(attempt_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    save = read_save(_json())
    try:
        checked = queries.check_answer(actor, attempt_id, save.position, save.answer)
    except InvalidResponse as fault:
        return jsonify(error=fault.code, message=word(fault)), 422
    edit = Edit(save.position, checked.answer, save.base_revision, save.sequence, save.device_at)
    with unit_of_work():
        result = actions.save_edits(actor, attempt_id, save.client_id, [edit], now)[0]
    if result.outcome is Outcome.CONFLICT:
        return _conflict(actor, attempt_id, result, checked.question), 409
    if result.outcome is Outcome.LATE:
        return jsonify(error="came-late", message=_late(result.why_not)), 409
    if result.outcome is Outcome.REFUSED:
        why_not = result.why_not or Reason.ALREADY_SUBMITTED
        return jsonify(error=why_not, message=word_code(why_not)), 409
    return jsonify(
        message=saved_words(result.saved_at, checked.question, result.answer),
        counts=result.answer == checked.answer,
        **_now(result, checked.question),
    )


@bp.post("/attempts/<uuid:attempt_id>/flags")
@access(Role.STUDENT, Role.TEACHER)
def save_flag(attempt_id: UUID) -> ResponseReturnValue:
    change, now = read_flag(_json()), clock.now()
    with unit_of_work():
        flags = {change.position: change.is_flagged}
        actions.set_flags(current_actor(), attempt_id, flags, now)
    return jsonify(flagged=change.is_flagged, at=now.isoformat())


def _json() -> object:
    """The request's JSON; raises BadRequest for what is none, however deep it is nested."""
    try:
        return request.get_json()
    except RecursionError as error:
        raise BadRequest from error


def _late(why_not: Reason | None) -> str:
    if why_not in (None, Reason.CLOSED, Reason.TIME_UP):
        return word_code("came-late")
    return kept_for_teacher(why_not)


def _now(result: SaveResult, question: Question) -> dict[str, Any]:
    return {
        "outcome": result.outcome,
        "stamp": str(make_stamp(result.revision, result.answer)),
        "answered": result.answer is not None,
        "whole": question.is_whole(result.answer),
    }


def _conflict(actor: Actor, attempt_id: UUID, result: SaveResult, question: Question) -> Any:
    page = queries.take_page(actor, attempt_id, clock.now())
    item = next((each for each in page.items if each.position == result.position), None)
    if item is None:
        raise Refusal("unknown-question")
    return jsonify(
        error="conflict",
        message=_("This question was answered somewhere else in the meantime."),
        other=render_template("question_kinds/answer.html", item=item, answer=item.answer),
        **_now(result, question),
    )
