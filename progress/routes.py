"""A student's own pages: what to do now, and what they know."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from domain.mastery import RULE
from domain.people import Role
from progress.queries.knowledge import knowledge
from progress.queries.today import today
from web import clock
from web.access import access
from web.session import current_actor

bp = Blueprint("progress", __name__)


@bp.get("/home")
@access(Role.STUDENT)
def home() -> ResponseReturnValue:
    """The student's first page."""
    return render_template("progress/home.html", today=today(current_actor(), clock.now()))


@bp.get("/progress")
@access(Role.STUDENT)
def mine() -> ResponseReturnValue:
    """What the student knows, what to put right, and past results."""
    found = knowledge(current_actor(), clock.now())
    return render_template("progress/mine.html", knowledge=found, rule=RULE)
