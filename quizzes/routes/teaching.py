"""The teacher's side: the library of quizzes, building and previewing one, banks and papers."""

from dataclasses import replace
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from domain.errors import NotFound, Refusal
from domain.people import Role
from models.session import unit_of_work
from quizzes import actions, queries
from quizzes.actions.building import LONGEST_TITLE
from quizzes.forms import build_form
from quizzes.routes.blueprint import bp
from web import clock
from web.access import access
from web.coming_back import remember_origin
from web.forms import read_id
from web.session import current_actor


@bp.get("/quizzes")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def library() -> ResponseReturnValue:
    quizzes = queries.available_quizzes(current_actor())
    return render_template("quizzes/library.html", quizzes=quizzes)


@bp.route("/quizzes/new", methods=["GET", "POST"])
@access(Role.TEACHER)
def build() -> ResponseReturnValue:
    """A new quiz; `copy` names one to begin from."""
    actor = current_actor()
    banks = queries.offered_banks(actor)
    copied = read_id(request.args.get("copy"))
    form = build_form(banks, _copy_of(queries.quiz_page(actor, copied)) if copied else None)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                quiz_id = actions.build_quiz(
                    actor,
                    title=form.title.data,
                    summary=form.summary.data or "",
                    picks=form.picks(banks),
                    now=clock.now(),
                    key=form.idempotency_key,
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(
                _("The quiz stands with your school’s quizzes. Preview it, then assign it."), "good"
            )
            return _to_quiz(quiz_id)
    status = 422 if form.errors else 200
    return render_template("quizzes/build.html", form=form, banks=banks, page=None), status


def _copy_of(page: queries.QuizPage) -> queries.QuizPage:
    return replace(page, title=_("Copy of %(title)s", title=page.title)[:LONGEST_TITLE])


def _to_quiz(quiz_id: UUID) -> ResponseReturnValue:
    if queries.has_same_title(current_actor(), quiz_id):
        flash(_("Another quiz has this title too. Edit this one to tell them apart."), "warning")
    return redirect(url_for("quizzes.quiz", quiz_id=quiz_id), 303)


@bp.get("/quizzes/<uuid:quiz_id>")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def quiz(quiz_id: UUID) -> ResponseReturnValue:
    return render_template("quizzes/quiz.html", quiz=queries.quiz_page(current_actor(), quiz_id))


@bp.route("/quizzes/<uuid:quiz_id>/edit", methods=["GET", "POST"])
@access(Role.TEACHER)
def edit(quiz_id: UUID) -> ResponseReturnValue:
    """The actor's own quiz, while nobody has begun it."""
    actor = current_actor()
    page = queries.quiz_page(actor, quiz_id)
    if not page.is_own:
        raise NotFound
    banks = queries.offered_banks(actor)
    form = build_form(banks, page)
    if not page.may_change:
        form.refuse(Refusal("quiz-was-begun"))
    elif form.validate_on_submit():
        try:
            with unit_of_work():
                actions.change_quiz(
                    actor,
                    quiz_id,
                    title=form.title.data,
                    summary=form.summary.data or "",
                    picks=form.picks(banks),
                    now=clock.now(),
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("The quiz is changed."), "good")
            return _to_quiz(quiz_id)
    status = 422 if form.errors else 200
    return render_template("quizzes/build.html", form=form, banks=banks, page=page), status


@bp.post("/quizzes/<uuid:quiz_id>/preview")
@access(Role.TEACHER)
def preview(quiz_id: UUID) -> ResponseReturnValue:
    with unit_of_work():
        attempt_id = actions.start_preview(current_actor(), quiz_id, clock.now())
    remember_origin()
    return redirect(url_for("quizzes.take", attempt_id=attempt_id), 303)


@bp.post("/quizzes/<uuid:quiz_id>/archive")
@access(Role.TEACHER)
def archive(quiz_id: UUID) -> ResponseReturnValue:
    with unit_of_work():
        actions.archive_quiz(current_actor(), quiz_id, clock.now())
    flash(_("The quiz is out of the library. Classes that have it keep it."), "good")
    return redirect(url_for("quizzes.library"), 303)


@bp.get("/quizzes/<uuid:quiz_id>/paper")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def paper(quiz_id: UUID) -> ResponseReturnValue:
    return render_template(
        "quizzes/paper.html",
        paper=queries.quiz_paper(current_actor(), quiz_id),
        back=url_for("quizzes.library"),
    )


@bp.get("/banks")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def banks() -> ResponseReturnValue:
    return render_template("quizzes/banks.html", banks=queries.bank_list(current_actor()))


@bp.get("/banks/<slug:bank_id>")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def bank(bank_id: str) -> ResponseReturnValue:
    part = request.args.get("part", "1")
    page = queries.bank_page(
        current_actor(),
        bank_id,
        int(part) if part.isascii() and part.isdigit() and len(part) < 4 else 0,
        request.args.get("question"),
    )
    return render_template("quizzes/bank.html", page=page)


@bp.get("/banks/<slug:bank_id>/paper")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def bank_paper(bank_id: str) -> ResponseReturnValue:
    return render_template(
        "quizzes/paper.html",
        paper=queries.bank_paper(current_actor(), bank_id),
        back=url_for("quizzes.bank", bank_id=bank_id),
    )
