"""The class page and the report of an assignment, on the screen and as CSV."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from classes.queries.answers import AnswerSheet, Mark, answer_sheet
from classes.queries.grid import Grid, Order, class_grid
from classes.queries.report import Report, assignment_report
from classes.queries.work import Assigned, Cell
from classes.routes.blueprint import bp
from classes.routes.words import left_words, part_words, state_words, to_mark_words
from domain.passphrases import show_class_code
from domain.people import Role
from web import clock
from web.access import access
from web.csv_files import csv_response
from web.session import current_actor
from web.templating import local_date, percent


@bp.get("/classes/<uuid:class_id>")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def grid(class_id: UUID) -> ResponseReturnValue:
    found = _grid(class_id)
    return render_template(
        "classes/grid.html", grid=found, shown_code=show_class_code(found.klass.join_code)
    )


@bp.get("/classes/<uuid:class_id>/progress.csv")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def grid_csv(class_id: UUID) -> Response:
    found = _grid(class_id)
    return csv_response(found.klass.name, found.as_of, _grid_rows(found))


def _grid(class_id: UUID) -> Grid:
    """The class page as the address asks for it: `sort` orders, `show=help` leaves others out."""
    only_help = request.args.get("show") == "help"
    asked = request.args.get("sort", Order.HELP if only_help else Order.NAME)
    order = Order(asked) if asked in set(Order) else Order.NAME
    return class_grid(current_actor(), class_id, clock.now(), order, only_help=only_help)


def _grid_rows(found: Grid) -> Iterator[Sequence[object]]:
    columns = [title for column in found.work.columns for title in _titles(column.assignment)]
    yield [
        _("Student"),
        _("User name"),
        *columns,
        _("Finished"),
        _("Expected"),
        _("Behind"),
        _("Average in percent"),
    ]
    for student in found.students:
        yield [
            student.name,
            student.sign_in_name,
            *(words for cell in student.cells for words in _state_and_score(cell)),
            student.finished,
            student.expected,
            student.help.behind,
            _number(student.help.average),
        ]


def _titles(assignment: Assigned) -> list[str]:
    """The column of how students stand, and for a quiz the column of scores."""
    title, due_at = assignment.title, assignment.due_at
    stands = _("%(title)s, due %(date)s", title=title, date=local_date(due_at)) if due_at else title
    if assignment.is_lesson:
        return [stands]
    return [stands, _("%(title)s: score in percent", title=title)]


def _state_and_score(cell: Cell) -> list[str]:
    words = state_words(cell)
    if cell.awaiting:
        words = f"{words}, {to_mark_words(cell.awaiting)}"
    return [words] if cell.assignment.is_lesson else [words, _number(cell.final_score)]


def _number(score: Fraction | None) -> str:
    """A score that a spreadsheet can calculate with."""
    return "" if score is None else percent(score).removesuffix("%")


@bp.get("/assignments/<uuid:assignment_id>/report")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def report(assignment_id: UUID) -> ResponseReturnValue:
    found = assignment_report(current_actor(), assignment_id, clock.now())
    return render_template(
        "classes/report.html", report=found, part_words=part_words, left_words=left_words
    )


@bp.get("/assignments/<uuid:assignment_id>/report.csv")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def report_csv(assignment_id: UUID) -> Response:
    found = assignment_report(current_actor(), assignment_id, clock.now())
    name = f"{found.assignment.title} {found.assignment.klass.name}"
    return csv_response(name, found.as_of, _report_rows(found))


@bp.get("/assignments/<uuid:assignment_id>/answers.csv")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def answers_csv(assignment_id: UUID) -> Response:
    found = answer_sheet(current_actor(), assignment_id, clock.now())
    name = f"{found.assignment.title} {found.assignment.klass.name} answers"
    return csv_response(name, found.as_of, _answer_rows(found))


def _answer_rows(found: AnswerSheet) -> Iterator[Sequence[object]]:
    """A row for each student: marks of 1; nothing where a question was not asked."""
    yield [_("Student"), _("User name"), *found.stems.values()]
    for student in found.students:
        marks = [found.marks.get((student.person_id, each)) for each in found.stems]
        yield [student.name, student.sign_in_name, *map(_mark_words, marks)]


def _mark_words(mark: Mark | None) -> str:
    if mark is None:
        return ""
    if mark.awaits_person:
        return _("to mark")
    return f"{float(mark.earned):.3g}" if mark.is_answered else _("no answer")


def _report_rows(found: Report) -> Iterator[Sequence[object]]:
    yield [
        _("Question"),
        _("Right"),
        _("Asked"),
        _("Wrong answer"),
        _("Chosen by"),
        _("Feedback"),
        _("What it may show"),
    ]
    for question in found.questions:
        start = [question.stem, question.right.count, question.right.of]
        yield [*start, "", "", "", ""]
        for option in question.wrong:
            yield [
                *start,
                option.text or part_words(question.kind, option.id),
                option.chosen.count,
                option.feedback,
                " ".join(option.beliefs),
            ]
    if found.column.left:
        yield [left_words(found.column.left)]
