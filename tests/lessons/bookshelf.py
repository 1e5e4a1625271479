"""Lessons for these stories beyond the test course, and how to look at what was recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.base import new_id
from models.content import Lesson, LessonVersion, Question, QuestionVersion
from models.progress import Evidence
from models.reading import CheckAnswer, SectionRead
from models.session import db, unit_of_work
from tests.cast import MORNING
from tests.client import Page

MEETING = "/lessons/meeting-rules"
VOTING = "/lessons/voting-rules"


def publish_lesson(lesson_id: str, questions: int = 1, kind: str = "ordering") -> None:
    """Add a lesson to the Riverbend course: a section with a check for each question."""
    ids = [f"{lesson_id}-check-{number}" for number in range(1, questions + 1)]
    with unit_of_work():
        version_id = new_id()
        db.session.add(
            Lesson(id=lesson_id, course_id="riverbend", position=9, current_version_id=version_id)
        )
        db.session.flush()
        db.session.add(
            LessonVersion(
                id=version_id,
                lesson_id=lesson_id,
                language="en",
                number=1,
                content_hash="1",
                title=f"About {lesson_id}",
                summary="A lesson of these stories.",
                minutes=3,
                body=_body(ids),
                published_at=MORNING,
            )
        )
        for each in ids:
            _add_question(each, lesson_id, kind)


def publish_question(question_id: str, lesson_id: str, kind: str, body: dict[str, Any]) -> UUID:
    """Give a check a new wording, as an edited course does; returns the new version's id."""
    with unit_of_work():
        version = _version(question_id, lesson_id, kind, body, number=2)
        db.session.add(version)
        db.session.flush()
        question = db.session.get_one(Question, question_id)
        question.current_version_id = version.id
        return version.id


def archive(lesson_id: str) -> None:
    """Take a lesson out of its course."""
    with unit_of_work():
        db.session.get_one(Lesson, lesson_id).archived_at = MORNING


def check_answers(person_id: UUID) -> list[CheckAnswer]:
    """Everything a person answered in checks, oldest first."""
    db.session.rollback()
    return list(
        db.session.scalars(
            select(CheckAnswer)
            .where(CheckAnswer.person_id == person_id)
            .order_by(CheckAnswer.answered_at, CheckAnswer.id)
        )
    )


def sections_of(person_id: UUID) -> set[str]:
    """The sections a person has read."""
    db.session.rollback()
    return set(
        db.session.scalars(select(SectionRead.section_id).where(SectionRead.person_id == person_id))
    )


def evidence_of(person_id: UUID) -> dict[str, bool | None]:
    """What counts as evidence of what a person knows, by question."""
    db.session.rollback()
    rows = db.session.scalars(select(Evidence).where(Evidence.person_id == person_id))
    return {row.question_id: row.is_right for row in rows}


def meter(page: Page) -> str:
    """How much the contents list says is read."""
    label = page.soup.select_one("#lesson-contents .meter-label")
    assert label is not None
    return label.get_text()


def part(page: Page, id: str) -> str:
    """The text of one element of a page, with single spaces."""
    found = page.soup.find(id=id)
    assert found is not None, f"{page.path} has no #{id}"
    return " ".join(found.get_text(" ").split())


def answer(page: Page, question_id: str, value: Any, status: int = 200) -> Page:
    """Choose an option of a check, or several, and send it."""
    return check_form(page, question_id).submit(
        status=status, fields={f"answer-{question_id}": value}
    )


def check_form(page: Page, question_id: str) -> Any:
    """The form of one check."""
    for form in page.soup.select("form[data-check]"):
        if form.select_one(f"[name=question][value={question_id}]"):
            return type(page.form(action="lessons"))(page, form, None)
    raise AssertionError(f"{page.path} does not ask {question_id}")


def _body(question_ids: list[str]) -> dict[str, Any]:
    sections = [
        {
            "id": f"part-{number}",
            "title": f"Part {number}",
            "blocks": [
                {"type": "prose", "html": f"<p>What part {number} says.</p>"},
                {"type": "check", "question_id": question_id},
            ],
            "notes": [],
        }
        for number, question_id in enumerate(question_ids, start=1)
    ]
    return {
        "objectives": [],
        "law": [],
        "standards": [],
        "intro_html": "",
        "sections": sections,
        "sentences": {},
        "terms": {},
    }


_BODIES: dict[str, dict[str, Any]] = {
    "ordering": {
        "items": [{"id": each, "text": f"The {each} step"} for each in ("first", "second", "last")],
        "feedback": "Begin at the beginning.",
    },
    "true_false": {"answer": True, "feedback": "It is true."},
}


def _add_question(question_id: str, lesson_id: str, kind: str) -> None:
    version = _version(question_id, lesson_id, kind, _BODIES[kind], number=1)
    db.session.add(
        Question(
            id=question_id,
            course_id="riverbend",
            lesson_id=lesson_id,
            use="check",
            position=0,
            current_version_id=version.id,
        )
    )
    db.session.flush()
    db.session.add(version)
    db.session.flush()


def _version(
    question_id: str, lesson_id: str, kind: str, body: dict[str, Any], number: int
) -> QuestionVersion:
    return QuestionVersion(
        id=new_id(),
        question_id=question_id,
        language="en",
        number=number,
        content_hash=str(number),
        change="meaning",
        kind=kind,
        stem_html=f"The stem of version {number}.",
        stem_text=f"The stem of version {number}.",
        body=body,
        explanation_html="Because it is so.",
        objective_id="run-a-meeting",
        level="recall",
        trace_lesson_id=lesson_id,
        trace_sentence_id="sentence",
        facts=[],
        published_at=MORNING,
    )
