"""What re-scoring a corrected question would do: who rises and who falls, before it is done."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Row, select

from classes.queries.assignments import AssignmentDetail, assignment_detail
from classes.queries.corrections import Done, outdated, rescores_done
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action
from domain.rescoring import Plan, rescore_plan
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem
from models.classes import ClassTeacher, SchoolClass
from models.content import Question
from models.people import Person
from models.session import db
from progress import storing
from progress.marking import answered_places, judge_places
from progress.projecting import load_assignments
from progress.queries.marks import marks_so_far
from progress.quiz_results import quiz_results
from quizzes.queries.versions import WrittenQuestion, read_versions

Shares: TypeAlias = dict[UUID, Fraction]
"""Results by person, as shares of 0..1."""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A student whom re-scoring moves: marks of `of` now, by the new key, and never lower.

    `is_unread` says that an answer holds an option that is no longer in the question.
    """

    person_id: UUID
    name: str
    of: int
    now: Fraction
    strict: Fraction
    kept: Fraction
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """One assignment: what happens by the new key alone, and with never-lower.

    `under_way` says that somebody has the older version open: it is marked by the new key too.
    """

    id: UUID
    title: str
    class_name: str
    strict: Plan[UUID]
    kept: Plan[UUID]
    lines: tuple[ResultLine, ...]
    under_way: bool


@dataclass(frozen=True, slots=True)
class RescorePage:
    """A corrected question of an assignment, and what re-scoring would do.

    `previews` begins with the assignment itself and goes on with others of the reader's classes;
    it is empty where there is nothing to re-score.
    """

    assignment: AssignmentDetail
    question: WrittenQuestion
    asked: tuple[WrittenQuestion, ...]
    previews: tuple[Preview, ...]
    done: tuple[Done, ...]


def rescore_page(actor: Actor, assignment_id: UUID, question_id: str) -> RescorePage:
    """Return the page of a question that was asked in an assignment; raises NotFound."""
    detail = assignment_detail(actor, assignment_id, Action.VIEW_CLASS)
    asked = _asked(assignment_id, question_id)
    question = read_versions(Question.id == question_id).get(question_id)
    if question is None or not asked:
        raise NotFound
    old = outdated(
        Attempt.assignment_id.in_({assignment_id, *_others(actor)}),
        AttemptItem.question_id == question_id,
    )
    return RescorePage(
        assignment=detail,
        question=question,
        asked=tuple(each for each in question.earlier if each.version.id in asked),
        previews=_previews(assignment_id, question, old),
        done=rescores_done(assignment_id, question_id),
    )


def _asked(assignment_id: UUID, question_id: str) -> set[UUID]:
    """The versions of a question that an assignment's attempts hold."""
    return set(
        db.session.scalars(
            select(AttemptItem.question_version_id)
            .join(Attempt, Attempt.id == AttemptItem.attempt_id)
            .where(
                Attempt.assignment_id == assignment_id,
                Attempt.purpose == "graded",
                AttemptItem.question_id == question_id,
            )
        )
    )


def _others(actor: Actor) -> set[UUID]:
    """The quizzes that stand in the classes the actor teaches."""
    return set(
        db.session.scalars(
            select(Assignment.id)
            .join(SchoolClass, SchoolClass.id == Assignment.class_id)
            .join(ClassTeacher, ClassTeacher.class_id == SchoolClass.id)
            .where(
                ClassTeacher.person_id == actor.person_id,
                SchoolClass.school_id == actor.school_id,
                SchoolClass.archived_at.is_(None),
                Assignment.quiz_id.is_not(None),
                Assignment.withdrawn_at.is_(None),
            )
        )
    )


def _previews(
    assignment_id: UUID, question: WrittenQuestion, old: Sequence[Row[Any]]
) -> tuple[Preview, ...]:
    answered = {row.assignment_id for row in old if row.state == "submitted"}
    if assignment_id not in answered:
        return ()
    under_way = {row.assignment_id for row in old if row.state == "open"}
    assignments = load_assignments(answered)
    places = answered_places(
        Attempt.assignment_id.in_(answered),
        Attempt.purpose == "graded",
        AttemptItem.question_version_id.in_({row.question_version_id for row in old}),
    )
    now = _results(assignments, {})
    strict = _results(assignments, _supposed(places, question.version.id, never_lower=False))
    kept = _results(assignments, _supposed(places, question.version.id, never_lower=True))
    unread = _unread(places, question.version.id)
    names = _names({person_id for found in now.values() for person_id in found.shares})
    class_names = _class_names(answered)
    made = [
        Preview(
            id=each.id,
            title=each.title,
            class_name=class_names[each.id],
            strict=rescore_plan(now[each.id].shares, strict[each.id].shares),
            kept=rescore_plan(now[each.id].shares, kept[each.id].shares),
            lines=_lines(now[each.id], strict[each.id], kept[each.id], unread[each.id], names),
            under_way=each.id in under_way,
        )
        for each in assignments
    ]
    return tuple(
        sorted(made, key=lambda each: (each.id != assignment_id, each.class_name, each.title))
    )


@dataclass(frozen=True, slots=True)
class _Results:
    """Everybody's share in one assignment, and of how many marks."""

    shares: Shares
    of: dict[UUID, int]


def _results(
    assignments: Sequence[Assignment], supposed: Mapping[UUID, Fraction]
) -> dict[UUID, _Results]:
    found = {each.id: _Results({}, {}) for each in assignments}
    for row in quiz_results(assignments, supposed=supposed):
        share = share_of(row)
        if share is not None:
            found[row["assignment_id"]].shares[row["person_id"]] = share
            found[row["assignment_id"]].of[row["person_id"]] = row["steps_total"]
    return found


def share_of(row: storing.Row) -> Fraction | None:
    """Return the score in a row of results."""
    if row["score_numerator"] is None:
        return None
    return Fraction(row["score_numerator"], row["score_denominator"])


def _supposed(
    places: Sequence[Row[Any]], version_id: UUID, *, never_lower: bool
) -> dict[UUID, Fraction]:
    """The marks that attempts would have."""
    before, after = judge_places(places), judge_places(places, (version_id, never_lower))
    stored = marks_so_far(sorted({place.attempt_id for place in places}))
    marks = {attempt_id: each.marks for attempt_id, each in stored.items()}
    for place, old, new in zip(places, before, after, strict=True):
        marks[place.attempt_id] += new.marks - old.marks
    return marks


def _unread(places: Sequence[Row[Any]], version_id: UUID) -> Mapping[UUID, set[UUID]]:
    """By assignment: who gave an answer that the new version cannot read."""
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    judged = judge_places(places, (version_id, True))
    for place, judgement in zip(places, judged, strict=True):
        if judgement.version_id != version_id:
            found[place.assignment_id].add(place.person_id)
    return found


def _lines(
    now: _Results, strict: _Results, kept: _Results, unread: set[UUID], names: Mapping[UUID, str]
) -> tuple[ResultLine, ...]:
    """A line for each student whom re-scoring moves, or whose answer cannot be read."""
    lines = []
    for person_id, share in now.shares.items():
        shares = (share, strict.shares[person_id], kept.shares[person_id])
        if len(set(shares)) == 1 and person_id not in unread:
            continue
        of = now.of[person_id]
        by_now, by_key, never_lower = (each * of for each in shares)
        is_unread = person_id in unread
        lines.append(
            ResultLine(person_id, names[person_id], of, by_now, by_key, never_lower, is_unread)
        )
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.person_id)))


def _names(person_ids: Collection[UUID]) -> dict[UUID, str]:
    rows = db.session.execute(
        select(Person.id, Person.display_name).where(Person.id.in_(person_ids))
    )
    return {row[0]: row[1] for row in rows}


def _class_names(assignment_ids: Collection[UUID]) -> dict[UUID, str]:
    rows = db.session.execute(
        select(Assignment.id, SchoolClass.name)
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .where(Assignment.id.in_(assignment_ids))
    )
    return {row[0]: row[1] for row in rows}
