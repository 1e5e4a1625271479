"""Students x assignments of classes, and how each stands: behind the overview, grid and report.

A fixed number of statements, whatever the number of classes, students and assignments.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, select

from domain.access import AssignmentRules, AttemptState, Standing, Terms, Window, standing
from domain.names import family_name
from domain.needing_help import Help, Piece, help_needed
from domain.scoring import average
from models.assignments import Assignment
from models.attempts import Attempt, CurrentAnswer
from models.classes import Enrolment
from models.people import Person
from models.progress import AssignmentResult
from models.session import db
from progress.queries.terms import TermsOfStudents, read_terms

Key: TypeAlias = tuple[UUID, UUID]

_STATES = {"in_progress": AttemptState.IN_PROGRESS, "done": AttemptState.SUBMITTED}


@dataclass(frozen=True, slots=True)
class Assigned:
    """An assignment as a column of the grid."""

    id: UUID
    class_id: UUID
    title: str
    lesson_id: str | None
    quiz_id: UUID | None
    opens_at: datetime
    due_at: datetime | None
    closes_at: datetime | None
    is_open: bool
    is_closed: bool

    @property
    def is_lesson(self) -> bool:
        return self.lesson_id is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """How one student stands with one assignment, under the terms that are theirs."""

    assignment: Assigned
    standing: Standing
    terms: Terms
    steps_done: int = 0
    steps_total: int = 0
    score: Fraction | None = None
    attempts: int = 0
    awaiting: int = 0  # answers that await a person
    finished_at: datetime | None = None
    has_begun: bool = False

    @property
    def window(self) -> Window:
        """The student's own times."""
        return self.terms.window

    @property
    def final_score(self) -> Fraction | None:
        """The score, once nothing in it awaits a person."""
        return None if self.awaiting else self.score

    @property
    def is_expected(self) -> bool:
        """Whether it is done, or open and was not due before the student joined."""
        is_waited_for = self.standing is not Standing.DUE_BEFORE_JOINED
        return self.standing.is_done or (self.assignment.is_open and is_waited_for)


@dataclass(frozen=True, slots=True)
class _Student:
    """Who is in the class, and since when."""

    person_id: UUID
    name: str
    family_name: str
    sign_in_name: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class StudentWork:
    """One student's row: a cell for each assignment, in the columns' order."""

    person_id: UUID
    name: str
    family_name: str
    sign_in_name: str
    cells: tuple[Cell, ...]
    help: Help

    @property
    def finished(self) -> int:
        return sum(cell.standing.is_done for cell in self.cells)

    @property
    def expected(self) -> int:
        return sum(cell.is_expected for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Column:
    """One assignment over all students.

    It is `expected` of those for whom it is open and who were there before it was due, or have
    done it all the same.
    """

    assignment: Assigned
    rules: AssignmentRules
    finished: int
    expected: int
    behind: int
    average: Fraction | None
    scored: int
    left: int  # who have left the class with a score
    awaiting: int  # answers that await a person


@dataclass(frozen=True, slots=True)
class ClassWork:
    """A class's students by name and its assignments, those that opened last first."""

    columns: tuple[Column, ...]
    students: tuple[StudentWork, ...]

    @property
    def finished(self) -> int:
        return sum(column.finished for column in self.columns)

    @property
    def expected(self) -> int:
        return sum(column.expected for column in self.columns)

    @property
    def to_mark(self) -> tuple[Column, ...]:
        """The assignments with answers that await a person."""
        return tuple(column for column in self.columns if column.awaiting)

    @property
    def needing_help(self) -> tuple[StudentWork, ...]:
        """The students who need help, who needs it most first."""
        needing = [each for each in self.students if each.help.is_needed]
        return tuple(sorted(needing, key=lambda each: each.help.urgency))


@dataclass(frozen=True, slots=True)
class _Result:
    """What is stored of one student and one assignment."""

    assignment_id: UUID
    person_id: UUID
    state: str
    attempts_submitted: int
    awaiting: int
    steps_done: int
    steps_total: int
    score_numerator: int | None
    score_denominator: int | None
    begun_at: datetime | None
    finished_at: datetime | None

    @property
    def is_scored(self) -> bool:
        return self.score_numerator is not None

    @property
    def score(self) -> Fraction | None:
        if self.score_numerator is None or self.score_denominator is None:
            return None
        return Fraction(self.score_numerator, self.score_denominator)


@dataclass(frozen=True, slots=True)
class _Stored:
    """What was read, by assignment and person."""

    results: Mapping[Key, _Result]
    scored: Counter[UUID]  # scores in each assignment, also of who has left the class
    terms: TermsOfStudents
    answered: Mapping[Key, int]


def read_work(
    class_ids: Sequence[UUID], now: datetime, *, assignment_id: UUID | None = None
) -> dict[UUID, ClassWork]:
    """Return how each class stands at `now`; of one assignment only where one is given.

    Withdrawn assignments are left out, unless one is asked for.
    """
    students = _students(class_ids)
    assignments = _assignments(class_ids, now, assignment_id)
    assignment_ids = [each.id for found in assignments.values() for each in found]
    results = _results(class_ids, assignment_id)
    stored = _Stored(
        results=results,
        scored=Counter(each.assignment_id for each in results.values() if each.is_scored),
        terms=read_terms(assignment_ids),
        answered=_answered(assignment_ids),
    )
    return {
        class_id: _class_work(students[class_id], assignments[class_id], stored, now)
        for class_id in class_ids
    }


def _students(class_ids: Sequence[UUID]) -> Mapping[UUID, list[_Student]]:
    rows = db.session.execute(
        select(
            Enrolment.class_id,
            Person.id,
            Person.display_name,
            Person.family_name,
            Person.sign_in_name,
            Enrolment.enrolled_at,
        )
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.class_id.in_(class_ids), Enrolment.left_at.is_(None))
    )
    found: defaultdict[UUID, list[_Student]] = defaultdict(list)
    for row in rows:
        sorts_by = family_name(row.display_name, row.family_name)
        found[row.class_id].append(
            _Student(row.id, row.display_name, sorts_by, row.sign_in_name, row.enrolled_at)
        )
    for each in found.values():
        each.sort(key=lambda student: (student.name.casefold(), student.person_id))
    return found


def _assignments(
    class_ids: Sequence[UUID], now: datetime, assignment_id: UUID | None
) -> Mapping[UUID, list[Assigned]]:
    one = (
        Assignment.withdrawn_at.is_(None)
        if assignment_id is None
        else (Assignment.id == assignment_id)
    )
    rows = db.session.execute(
        select(
            Assignment.id,
            Assignment.class_id,
            Assignment.title,
            Assignment.lesson_id,
            Assignment.quiz_id,
            Assignment.opens_at,
            Assignment.due_at,
            Assignment.closes_at,
        )
        .where(Assignment.class_id.in_(class_ids), one)
        .order_by(Assignment.opens_at.desc(), Assignment.id.desc())
    )
    found: defaultdict[UUID, list[Assigned]] = defaultdict(list)
    for row in rows:
        is_closed = row.closes_at is not None and row.closes_at <= now
        found[row.class_id].append(Assigned(*row, is_open=row.opens_at <= now, is_closed=is_closed))
    for class_id, assignments in found.items():
        found[class_id] = _newest_first(assignments)
    return found


def _newest_first(assignments: Sequence[Assigned]) -> list[Assigned]:
    """What is open comes before what opens later, the soonest of those first."""
    later = [each for each in reversed(assignments) if not each.is_open]
    return [*(each for each in assignments if each.is_open), *later]


def _results(class_ids: Sequence[UUID], assignment_id: UUID | None) -> dict[Key, _Result]:
    query = select(
        AssignmentResult.assignment_id,
        AssignmentResult.person_id,
        AssignmentResult.state,
        AssignmentResult.attempts_submitted,
        AssignmentResult.awaiting,
        AssignmentResult.steps_done,
        AssignmentResult.steps_total,
        AssignmentResult.score_numerator,
        AssignmentResult.score_denominator,
        AssignmentResult.begun_at,
        AssignmentResult.finished_at,
    ).where(AssignmentResult.class_id.in_(class_ids))
    if assignment_id is not None:
        query = query.where(AssignmentResult.assignment_id == assignment_id)
    found = [_Result(**row) for row in db.session.execute(query).mappings()]
    return {(each.assignment_id, each.person_id): each for each in found}


def _answered(assignment_ids: Sequence[UUID]) -> dict[Key, int]:
    """How many questions each open attempt has an answer to: results know only marked ones."""
    rows = db.session.execute(
        select(Attempt.assignment_id, Attempt.person_id, func.count())
        .join(CurrentAnswer, CurrentAnswer.attempt_id == Attempt.id)
        .where(
            Attempt.assignment_id.in_(assignment_ids),
            Attempt.purpose == "graded",
            Attempt.state == "open",
            CurrentAnswer.answer.is_not(None),
        )
        .group_by(Attempt.assignment_id, Attempt.person_id)
    )
    return {(row[0], row[1]): row[2] for row in rows if row[0] is not None}


def _class_work(
    people: Iterable[_Student],
    assignments: Sequence[Assigned],
    stored: _Stored,
    now: datetime,
) -> ClassWork:
    students = tuple(
        _student_work(student, tuple(_cell(each, student, stored, now) for each in assignments))
        for student in people
    )
    columns = tuple(
        _column(each, stored, [row.cells[at] for row in students])
        for at, each in enumerate(assignments)
    )
    return ClassWork(columns, students)


def _student_work(student: _Student, cells: tuple[Cell, ...]) -> StudentWork:
    help = help_needed(
        Piece(cell.standing, cell.final_score) for cell in cells if cell.assignment.is_open
    )
    return StudentWork(
        student.person_id, student.name, student.family_name, student.sign_in_name, cells, help
    )


def _cell(assignment: Assigned, student: _Student, stored: _Stored, now: datetime) -> Cell:
    key = (assignment.id, student.person_id)
    result = stored.results.get(key)
    terms = stored.terms.of(*key)
    state = _STATES[result.state] if result else AttemptState.NOT_STARTED
    stands = standing(
        terms,
        state,
        now,
        begun_at=result.begun_at if result else None,
        submitted_at=result.finished_at if result else None,
        joined_at=student.joined_at,
    )
    if result is None:
        return Cell(assignment, stands, terms)
    answered = stored.answered.get(key, 0) if state is AttemptState.IN_PROGRESS else 0
    return Cell(
        assignment=assignment,
        standing=stands,
        terms=terms,
        steps_done=result.steps_done + answered,
        steps_total=result.steps_total,
        score=result.score,
        attempts=result.attempts_submitted,
        awaiting=result.awaiting,
        finished_at=result.finished_at,
        has_begun=True,
    )


def _column(assignment: Assigned, stored: _Stored, cells: Sequence[Cell]) -> Column:
    scores = [cell.final_score for cell in cells if cell.final_score is not None]
    return Column(
        assignment=assignment,
        rules=stored.terms.plain[assignment.id].rules,
        finished=sum(cell.standing.is_done for cell in cells),
        expected=sum(cell.is_expected for cell in cells),
        behind=sum(cell.standing.is_behind for cell in cells),
        average=average(scores),
        scored=len(scores),
        left=stored.scored[assignment.id] - sum(cell.score is not None for cell in cells),
        awaiting=sum(cell.awaiting for cell in cells),
    )
