"""`flask content`: check a course's files, publish them, affirm questions, trace keys."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from content.affirm import CannotAffirm, affirm
from content.courses import banks_folder, course_folders, load_course
from content.overview import faults_by_line, overview, trace
from content.schemas import publish_schemas
from content.sync import SyncReport, publish_course
from domain.content_files import BadContent, Course, Fault
from models.session import unit_of_work

content = AppGroup("content", help="Check and publish courses.")

MOST_NAMED = 12

_folder = click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
_banks = click.option(
    "--banks",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the course's banks; by default the one of the same name.",
)


def register_commands(app: Flask) -> None:
    """Add this feature's commands to `flask`."""
    app.cli.add_command(content)


@content.command("check")
@_folder
@_banks
def check_command(folder: Path | None, banks: Path | None) -> None:
    """Check every file of the course in FOLDER, or of all courses."""
    _print(line for course in _load(folder, banks) for line in (*overview(course), ""))


@content.command("sync")
@_folder
@_banks
def sync_command(folder: Path | None, banks: Path | None) -> None:
    """Check and publish the course in FOLDER, or all courses."""
    courses = _load(folder, banks)
    with unit_of_work():
        reports = [publish_course(course, datetime.now(UTC)) for course in courses]
    _print(line for report in reports for line in _report_lines(report))


@content.command("affirm")
@click.argument("questions", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Affirm every question of every course.")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_banks
def affirm_command(
    questions: tuple[str, ...], every: bool, folder: Path | None, banks: Path | None
) -> None:
    """Record that QUESTIONS were read again together with the sentences they cite."""
    if bool(questions) == every:
        raise click.UsageError("Name the questions that you have read, or say --all.")
    found: dict[str, bool] = {}
    for course, its_banks in _folders(folder, banks):
        try:
            found |= affirm(course, its_banks, lambda own: every or own in questions)
        except BadContent as bad:
            _fail(faults_by_line(bad))
        except CannotAffirm as cannot:
            _fail([str(cannot)])
    for question, is_new in found.items():
        click.echo(f"{question}: {'affirmed' if is_new else 'was affirmed already'}")
    unknown = sorted(set(questions) - set(found))
    if unknown:
        _fail(f'No bank has a question "{each}" with a known sentence.' for each in unknown)


@content.command("trace")
@click.argument("question")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_banks
def trace_command(question: str, folder: Path | None, banks: Path | None) -> None:
    """Show what QUESTION's key rests on: sentence, facts and sources."""
    for course in _load(folder, banks):
        for each in course.questions:
            if each.id == question:
                _print(trace(each, course))
                return
    _fail([f'There is no question "{question}".'])


@content.command("schema")
def schema_command() -> None:
    """Bring the published schemas up to date with the kinds of question and of figures."""
    publish_schemas()


def _folders(folder: Path | None, banks: Path | None) -> list[tuple[Path, Path]]:
    folders = [folder] if folder else course_folders()
    return [(each, banks or banks_folder(each)) for each in folders]


def _load(folder: Path | None, banks: Path | None) -> list[Course]:
    """Return the checked courses; print every fault of all of them and leave with 1 otherwise."""
    courses: list[Course] = []
    faults: list[Fault] = []
    for course, its_banks in _folders(folder, banks):
        try:
            courses.append(load_course(course, its_banks))
        except BadContent as bad:
            faults += bad.faults
    if faults:
        _fail(faults_by_line(BadContent(faults)))
    return courses


def _report_lines(report: SyncReport) -> list[str]:
    """Name what changed; what came in great numbers is only counted."""
    if not report.changes:
        return [f"{report.course_id}: nothing has changed"]
    groups: dict[str, list[str]] = {}
    for change in report.changes:
        groups.setdefault(f"{change.noun} {change.what}", []).append(change.id)
    return [f"{report.course_id}: {group}: {_names(ids)}" for group, ids in groups.items()]


def _names(ids: list[str]) -> str:
    return ", ".join(ids) if len(ids) <= MOST_NAMED else str(len(ids))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _fail(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(1)
