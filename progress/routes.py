"""A student's own pages: what to do now, what they know, and what they were told."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.mastery import RULE
from domain.people import Role
from models.session import unit_of_work
from progress.notices import notice_seen
from progress.queries.knowledge import knowledge
from progress.queries.notices import all_notices, unseen_notices
from progress.queries.today import today
from web import clock
from web.access import access
from web.session import current_actor
from web.wording import word_notice

bp = Blueprint("progress", __name__)

bp.add_app_template_global(word_notice)


@bp.get("/home")
@access(Role.STUDENT)
def home() -> ResponseReturnValue:
    """The student's first page."""
    actor = current_actor()
    return render_template(
        "progress/home.html", today=today(actor, clock.now()), notices=unseen_notices(actor)
    )


@bp.get("/progress")
@access(Role.STUDENT)
def mine() -> ResponseReturnValue:
    """What the student knows, what to put right, and past results."""
    found = knowledge(current_actor(), clock.now())
    return render_template("progress/mine.html", knowledge=found, rule=RULE)


@bp.get("/notices")
@access(Role.STUDENT)
def notices() -> ResponseReturnValue:
    """Everything that the student was told, newest first."""
    return render_template("progress/notices.html", notices=all_notices(current_actor()))


@bp.post("/notices/<uuid:notice_id>/seen")
@access(Role.STUDENT)
def see_notice(notice_id: UUID) -> ResponseReturnValue:
    """Take a notice off the first page."""
    with unit_of_work():
        notice_seen(current_actor(), notice_id, clock.now())
    return redirect(url_for("progress.home"), 303)
