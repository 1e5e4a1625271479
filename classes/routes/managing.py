"""The teacher's first page, and making, naming and putting away classes."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from accounts.queries.teachers import teachers_of_school
from accounts.relations import require_class
from classes.actions import (
    add_teacher,
    archive_class,
    create_class,
    remove_teacher,
    rename_class,
    restore_class,
)
from classes.forms import (
    ClassForm,
    ClassWithTeachersForm,
    ConfirmForm,
    NewClassForm,
    TeacherForm,
)
from classes.queries.grid import class_teachers
from classes.queries.names import has_class_of_same_name
from classes.queries.overview import overview
from classes.queries.school import classes_of_school
from classes.routes.blueprint import bp
from domain.errors import Refusal
from domain.passphrases import show_class_code
from domain.people import Actor, Role
from domain.permissions import Action
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor
from web.templating import as_data
from web.wording import word


@bp.get("/classes")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    return render_template(
        "classes/index.html",
        overview=overview(actor, now),
        school_classes=classes_of_school(actor),
        as_of_time=now,
    )


@bp.route("/classes/new", methods=["GET", "POST"])
@access(Role.TEACHER, Role.ADMINISTRATOR)
def create() -> ResponseReturnValue:
    form = _new_class_form(current_actor())
    if form.validate_on_submit():
        chosen = form.teacher_ids if isinstance(form, ClassWithTeachersForm) else None
        try:
            with unit_of_work():
                class_id = create_class(
                    current_actor(), form.name.data, clock.now(), chosen, key=form.idempotency_key
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if has_class_of_same_name(current_actor(), class_id):
                flash(_("Another class of yours has this name too."), "warning")
            return redirect(url_for("classes.code", class_id=class_id))
    return render_template("classes/create.html", form=form), 422 if form.errors else 200


def _new_class_form(actor: Actor) -> NewClassForm:
    """Who manages the school says who teaches; a teacher's class is their own."""
    if not actor.is_administrator:
        return NewClassForm()
    form = ClassWithTeachersForm(data={"teachers": [str(actor.person_id)]})
    form.teachers.choices = [
        SelectChoice(str(each.id), as_data(each.name))
        for each in teachers_of_school(actor.school_id)
    ]
    return form


@bp.get("/classes/<uuid:class_id>/code")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def code(class_id: UUID) -> ResponseReturnValue:
    klass = require_class(current_actor(), class_id, Action.MANAGE_ROSTER)
    return render_template(
        "classes/code.html", klass=klass, shown_code=show_class_code(klass.join_code)
    )


@bp.route("/classes/<uuid:class_id>/edit", methods=["GET", "POST"])
@access(Role.TEACHER, Role.ADMINISTRATOR)
def edit(class_id: UUID) -> ResponseReturnValue:
    klass = require_class(current_actor(), class_id, Action.MANAGE_CLASS)
    form = ClassForm(data={"name": klass.name})
    if form.validate_on_submit():
        try:
            with unit_of_work():
                rename_class(current_actor(), class_id, form.name.data, clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("The new name is saved."), "good")
            return redirect(url_for("classes.grid", class_id=class_id))
    page = render_template(
        "classes/edit.html", klass=klass, shown_code=show_class_code(klass.join_code), form=form
    )
    return page, 422 if form.errors else 200


@bp.route("/classes/<uuid:class_id>/teachers", methods=["GET", "POST"])
@access(Role.TEACHER, Role.ADMINISTRATOR)
def teachers(class_id: UUID) -> ResponseReturnValue:
    found = class_teachers(current_actor(), class_id)
    form = TeacherForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                add_teacher(current_actor(), class_id, form.sign_in_name.data, clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("The class has one more teacher."), "good")
            return redirect(url_for("classes.teachers", class_id=class_id))
    page = render_template("classes/teachers.html", found=found, form=form)
    return page, 422 if form.errors else 200


@bp.get("/classes/<uuid:class_id>/teachers/<uuid:person_id>/remove")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def ask_take_off(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    found = class_teachers(current_actor(), class_id)
    return render_template(
        "classes/ask_take_off.html", klass=found.klass, teacher=found.leaving(person_id)
    )


@bp.post("/classes/<uuid:class_id>/teachers/<uuid:person_id>/remove")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def take_off(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    try:
        with unit_of_work():
            remove_teacher(actor, class_id, person_id, clock.now())
    except Refusal as refusal:
        flash(word(refusal), "error")
    else:
        flash(_("The class has one teacher less."), "good")
        if person_id == actor.person_id and not actor.is_administrator:
            return redirect(url_for("classes.index"))
    return redirect(url_for("classes.teachers", class_id=class_id))


@bp.route("/classes/<uuid:class_id>/archive", methods=["GET", "POST"])
@access(Role.TEACHER, Role.ADMINISTRATOR)
def archive(class_id: UUID) -> ResponseReturnValue:
    klass = require_class(current_actor(), class_id, Action.MANAGE_CLASS)
    form = ConfirmForm()
    if form.validate_on_submit():
        with unit_of_work():
            archive_class(current_actor(), class_id, clock.now())
        flash(_("The class is archived. Everything in it is kept."), "good")
        return redirect(url_for("classes.index"))
    return render_template("classes/archive.html", klass=klass, form=form)


@bp.post("/classes/<uuid:class_id>/restore")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def restore(class_id: UUID) -> ResponseReturnValue:
    with unit_of_work():
        restore_class(current_actor(), class_id, clock.now())
    flash(_("The class is back."), "good")
    return redirect(url_for("classes.grid", class_id=class_id))
