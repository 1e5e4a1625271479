"""Challenges: what students hold against questions, and the teacher's answer."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from classes.actions import answer_challenge as answer
from classes.forms import ChallengeAnswerForm
from classes.queries.challenges import challenge_page, class_challenges
from classes.routes.blueprint import bp
from domain.errors import Refusal
from domain.people import Role
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor


@bp.get("/classes/<uuid:class_id>/challenges")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def challenges(class_id: UUID) -> ResponseReturnValue:
    found = class_challenges(current_actor(), class_id)
    return render_template("classes/challenges.html", found=found)


@bp.get("/challenges/<uuid:challenge_id>")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def challenge(challenge_id: UUID) -> ResponseReturnValue:
    return _show(challenge_id, ChallengeAnswerForm())


@bp.post("/challenges/<uuid:challenge_id>")
@access(Role.TEACHER)
def answer_challenge(challenge_id: UUID) -> ResponseReturnValue:
    page = challenge_page(current_actor(), challenge_id)
    form = ChallengeAnswerForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                answer(
                    current_actor(),
                    challenge_id,
                    is_accepted=form.is_accepted,
                    reply=form.reply.data,
                    now=clock.now(),
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("Your answer is sent to the student."), "good")
            return redirect(url_for("classes.challenges", class_id=page.klass.id), 303)
    return _show(challenge_id, form)


def _show(challenge_id: UUID, form: ChallengeAnswerForm) -> ResponseReturnValue:
    page = challenge_page(current_actor(), challenge_id)
    shown = render_template("classes/challenge.html", page=page, form=form)
    return shown, 422 if form.errors else 200
