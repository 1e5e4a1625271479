"""Publishes a course: what changed becomes a new version, what vanished is archived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import delete

from content import records
from content.records import Values, fingerprint_of
from content.rows import Change, Ledger, set_values
from content.versions import change_of, current_versions, new_versions, point_at_versions
from domain.content_files import Course, PreparedQuiz
from models.base import Base, new_id
from models.content import Bank, Lesson, LessonVersion, QuestionVersion
from models.content import Question as QuestionRow
from models.quizzes import Quiz, QuizPart
from models.reference import Course as CourseRow
from models.reference import Fact, GlossaryTerm, Misconception, Objective, Source, Standard
from models.session import db
from progress.actions import lessons_published

_Tables: TypeAlias = list[tuple[str, type[Base], dict[str, Values]]]


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What publishing a course changed; nothing when it was published already."""

    course_id: str
    changes: tuple[Change, ...]


def publish_course(course: Course, now: datetime) -> SyncReport:
    """Publish a checked course in the caller's unit of work and flush.

    Raises `BadContent` when another course has one of its ids.
    """
    ledger = Ledger(course.id, now)
    _publish_course_row(ledger, course)
    _publish_reference(ledger, course)
    _publish_lessons(ledger, course)
    _publish_banks(ledger, course)
    _publish_questions(ledger, course)
    _publish_quizzes(ledger, course)
    db.session.flush()
    lessons_published(
        {
            change.id
            for change in ledger.changes
            if change.noun == "lesson" and change.what == "new version"
        }
    )
    return SyncReport(course.id, tuple(ledger.changes))


def _publish_course_row(ledger: Ledger, course: Course) -> None:
    values = {"title": course.title, "summary": course.summary, "language": course.language}
    # The glossary belongs to it: what pages keep of a glossary they keep under this hash.
    values["content_hash"] = fingerprint_of({**values, "glossary": records.term_rows(course)})
    # Who publishes the same course at once waits, and then finds it published.
    row = db.session.get(CourseRow, course.id, with_for_update={"key_share": True})
    if row is None:
        db.session.add(CourseRow(id=course.id, **values))
        ledger.note("course", course.id, "added")
    elif set_values(row, values):
        ledger.note("course", course.id, "changed")
    db.session.flush()


def _publish_reference(ledger: Ledger, course: Course) -> None:
    """Publish what the course rests on.

    What results and old versions may still name is kept for ever; terms and standards are not.
    """
    own: _Tables = [
        ("objective", Objective, records.objective_rows(course)),
        ("misconception", Misconception, records.misconception_rows(course)),
    ]
    kept: _Tables = [
        ("fact", Fact, records.fact_rows(course)),
        ("source", Source, records.source_rows(course)),
    ]
    listed: _Tables = [
        ("term", GlossaryTerm, records.term_rows(course)),
        ("standard", Standard, records.standard_rows(course)),
    ]
    for noun, model, wanted in own:
        ledger.keep(noun, model, ledger.own_rows(model, noun, wanted), wanted)
    for noun, model, wanted in kept:
        ledger.keep(noun, model, ledger.rows_of_course(model), wanted)
    for noun, model, wanted in listed:
        rows = ledger.rows_of_course(model)
        ledger.keep(noun, model, rows, wanted)
        ledger.remove(noun, rows, wanted)


def _publish_lessons(ledger: Ledger, course: Course) -> None:
    wanted: dict[str, Values] = {
        lesson.id: {"position": position, "core_period": course.core_period(lesson.id)}
        for position, lesson in enumerate(course.lessons)
    }
    rows = ledger.own_rows(Lesson, "lesson", wanted)
    said = {each.id: records.lesson_version(each, course) for each in course.lessons}
    before = current_versions(LessonVersion, "lesson_id", rows)
    made = new_versions(LessonVersion, "lesson_id", before, said, course.language, ledger.now)
    point_at_versions(wanted, rows, made)
    ledger.keep("lesson", Lesson, rows, wanted, dict.fromkeys(made, "new version"))
    ledger.archive("lesson", rows, wanted)
    _add(made.values())


def _publish_banks(ledger: Ledger, course: Course) -> None:
    wanted = records.bank_rows(course)
    rows = ledger.own_rows(Bank, "bank", wanted)
    ledger.keep("bank", Bank, rows, wanted)
    ledger.archive("bank", rows, wanted)


def _publish_questions(ledger: Ledger, course: Course) -> None:
    wanted = records.question_rows(course)
    rows = ledger.own_rows(QuestionRow, "question", wanted)
    said = {each.id: records.question_version(each) for each in course.questions}
    before = current_versions(QuestionVersion, "question_id", rows)
    made = new_versions(QuestionVersion, "question_id", before, said, course.language, ledger.now)
    for question in course.questions:
        if question.id in made:
            made[question.id].change = change_of(question, before.get(question.id))
    point_at_versions(wanted, rows, made)
    words = {own: f"new version ({version.change})" for own, version in made.items()}
    ledger.keep("question", QuestionRow, rows, wanted, words)
    ledger.archive("question", rows, wanted)
    _add(made.values())


def _publish_quizzes(ledger: Ledger, course: Course) -> None:
    wanted = records.quiz_rows(course)
    rows = ledger.rows_of_course(Quiz, "prepared_id")
    rows = {own: row for own, row in rows.items() if row.school_id is None}
    changed = []
    for quiz in course.quizzes:
        row = rows.get(quiz.id)
        if row is None:
            row = _new_quiz(quiz, wanted[quiz.id], ledger)
            changed.append((row.id, quiz))
        elif row.content_hash != wanted[quiz.id]["content_hash"]:
            changed.append((row.id, quiz))
        ledger.correct("quiz", quiz.id, row, wanted[quiz.id])
    db.session.flush()
    _write_parts(changed)
    ledger.archive("quiz", rows, wanted)


def _new_quiz(quiz: PreparedQuiz, values: Values, ledger: Ledger) -> Quiz:
    row = Quiz(
        id=new_id(),
        course_id=ledger.course_id,
        prepared_id=quiz.id,
        created_at=ledger.now,
        **values,
    )
    db.session.add(row)
    ledger.note("quiz", quiz.id, "added")
    return row


def _write_parts(changed: list[tuple[UUID, PreparedQuiz]]) -> None:
    if not changed:
        return
    quiz_ids = [quiz_id for quiz_id, _ in changed]
    db.session.execute(delete(QuizPart).where(QuizPart.quiz_id.in_(quiz_ids)))
    _add(
        QuizPart(quiz_id=quiz_id, **values)
        for quiz_id, quiz in changed
        for values in records.part_rows(quiz)
    )


def _add(rows: Iterable[Any]) -> None:
    db.session.add_all(rows)
    db.session.flush()
