"""A checked course as the rows that publishing it asks for, each by its key."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from content.markdown import inline_html, inline_text
from domain.content_files import Course, Lesson, PreparedQuiz, Question
from domain.lesson_body import iso, lesson_body

Values = dict[str, Any]


def fingerprint_of(values: Mapping[str, Any]) -> str:
    """Return the hash of published values: the same values, the same hash."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def lesson_version(lesson: Lesson, course: Course) -> Values:
    """Return what one version of a lesson says."""
    return {
        "title": lesson.title,
        "summary": lesson.summary,
        "minutes": lesson.minutes,
        "body": lesson_body(lesson, course.reference),
    }


def question_version(question: Question) -> Values:
    """Return what one version of a question says, its key included."""
    law = question.law
    return {
        "kind": question.kind.name,
        "stem_html": inline_html(question.stem),
        "stem_text": inline_text(question.stem),
        "body": question.kind.to_json(question.body),
        "explanation_html": inline_html(question.explanation),
        "objective_id": question.objective,
        "level": question.level,
        "trace_lesson_id": question.trace.lesson,
        "trace_sentence_id": question.trace.place,
        "facts": list(question.facts),
        "law_from": iso(law.starts) if law else None,
        "law_until": iso(law.ends) if law else None,
    }


def question_rows(course: Course) -> dict[str, Values]:
    """Return each question's identity: where it belongs and what it is used for."""
    rows: dict[str, Values] = {}
    for lesson in course.lessons:
        for position, question in enumerate(lesson.checks):
            rows[question.id] = _question(question, position, None, lesson.id)
    for bank in course.banks:
        for position, question in enumerate(bank.questions):
            rows[question.id] = _question(question, position, bank.id, None)
    return rows


def _question(question: Question, position: int, bank: str | None, lesson: str | None) -> Values:
    return {"bank_id": bank, "lesson_id": lesson, "use": question.use, "position": position}


def bank_rows(course: Course) -> dict[str, Values]:
    """Return the banks in order."""
    return {
        bank.id: {"lesson_id": bank.lesson, "title": bank.title, "position": position}
        for position, bank in enumerate(course.banks)
    }


def quiz_rows(course: Course) -> dict[str, Values]:
    """Return the prepared quizzes in order; `content_hash` speaks for their parts too."""
    return {
        quiz.id: {
            "lesson_id": quiz.lesson or None,
            "title": quiz.title,
            "summary": quiz.summary,
            "content_hash": fingerprint_of(asdict(quiz)),
            "position": position,
        }
        for position, quiz in enumerate(course.quizzes)
    }


def part_rows(quiz: PreparedQuiz) -> list[Values]:
    """Return the draws of a quiz in order."""
    return [
        {
            "position": position,
            "bank_id": part.bank,
            "question_ids": list(part.questions),
            "random_count": part.random_count,
        }
        for position, part in enumerate(quiz.parts)
    ]


def objective_rows(course: Course) -> dict[str, Values]:
    """Return the objectives in order."""
    return {
        each.id: {"lesson_id": each.lesson, "text": each.text, "position": position}
        for position, each in enumerate(course.reference.objectives.values())
    }


def misconception_rows(course: Course) -> dict[str, Values]:
    """Return the misconceptions and where each is mended, for readers and in class.

    Where several lessons expect a belief, the first one's notes tell what to do about it.
    """
    notes = _repairs_in_class(course)
    return {
        each.id: {
            "belief": each.belief,
            "truth": each.truth,
            "repair_lesson_id": each.repair.lesson if each.repair else None,
            "repair_section_id": each.repair.place if each.repair else None,
            **notes.get(each.id, {"notes_lesson_id": None, "repair_in_class": None}),
        }
        for each in course.reference.misconceptions.values()
    }


def _repairs_in_class(course: Course) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for lesson in course.lessons:
        for each in lesson.notes.expect if lesson.notes else ():
            said = {"notes_lesson_id": lesson.id, "repair_in_class": each.repair}
            found.setdefault(each.misconception, said)
    return found


def fact_rows(course: Course) -> dict[str, Values]:
    """Return the facts with the places that they are taken from."""
    return {
        each.id: {
            "text": each.text,
            "period": each.period,
            "sources": [{"source": found.source, "at": found.at} for found in each.sources],
        }
        for each in course.reference.facts.values()
    }


def source_rows(course: Course) -> dict[str, Values]:
    """Return the sources."""
    return {
        each.id: {
            "title": each.title,
            "publisher": each.publisher,
            "date": each.date,
            "kind": each.kind,
        }
        for each in course.reference.sources.values()
    }


def term_rows(course: Course) -> dict[str, Values]:
    """Return the glossary."""
    return {
        each.id: {"term": each.term, "meaning": each.meaning}
        for each in course.reference.glossary.values()
    }


def standard_rows(course: Course) -> dict[str, Values]:
    """Return the curriculum standards."""
    return {
        each.id: {"framework": each.framework, "text": each.text}
        for each in course.reference.standards.values()
    }
