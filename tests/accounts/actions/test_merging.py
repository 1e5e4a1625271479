"""Two accounts of one student become one, and nothing that was done is lost."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from accounts.actions.merging import merge_students
from accounts.actions.people import create_person, enrol
from accounts.relations import is_enrolled
from domain.errors import NotFound, Refusal
from domain.people import Role
from models.assignments import AssignmentOverride
from models.attempts import Attempt
from models.base import new_id
from models.classes import Enrolment
from models.content import Lesson
from models.people import Membership, Person
from models.quizzes import Quiz
from models.reading import ReadingPlace, SectionRead
from models.session import db, unit_of_work
from tests import factories
from tests.cast import MORNING, Cast


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.fixture
def again(cast: Cast) -> UUID:
    """Maya's second account, which she made when she had forgotten the first."""
    with unit_of_work():
        made = create_person(
            cast.northfield, "Maya", [Role.STUDENT], MORNING, sign_in_name="maya.two"
        )
        enrol(cast.civics, cast.northfield, made, MORNING)
    return made


@pytest.fixture
def quiz(cast: Cast) -> UUID:
    """An assigned quiz."""
    with unit_of_work():
        quiz_id = db.session.scalars(select(Quiz.id)).first()
        assert quiz_id is not None
        return factories.assignment(
            cast.northfield, cast.civics, cast.rivera, MORNING, quiz_id=quiz_id
        )


def attempt(cast: Cast, person: UUID, quiz: UUID, number: int, began: datetime) -> UUID:
    row = Attempt(
        id=new_id(),
        school_id=cast.northfield,
        person_id=person,
        purpose="graded",
        assignment_id=quiz,
        number=number,
        state="submitted",
        started_at=began,
        submitted_at=began + hours(0.5),
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def merge(cast: Cast, gone: UUID, by: str = "rivera") -> None:
    with unit_of_work():
        merge_students(cast.actor(by), cast.civics, cast.maya, gone, MORNING + hours(9))


def test_attempts_at_the_same_assignment_are_all_kept_in_the_order_they_began(
    cast: Cast, again: UUID, quiz: UUID
) -> None:
    with unit_of_work():
        first = attempt(cast, again, quiz, 1, MORNING + hours(1))
        second = attempt(cast, cast.maya, quiz, 1, MORNING + hours(2))
        third = attempt(cast, again, quiz, 2, MORNING + hours(3))

    merge(cast, again)

    rows = db.session.execute(
        select(Attempt.id, Attempt.number)
        .where(Attempt.person_id == cast.maya)
        .order_by(Attempt.number)
    )
    assert [tuple(row) for row in rows] == [(first, 1), (second, 2), (third, 3)]


def test_what_each_was_allowed_is_kept(cast: Cast, again: UUID, quiz: UUID) -> None:
    def allow(person: UUID, extra: int, due: datetime | None) -> AssignmentOverride:
        return AssignmentOverride(
            assignment_id=quiz,
            person_id=person,
            school_id=cast.northfield,
            extra_attempts=extra,
            due_at=due,
            closes_at=None,
            updated_at=MORNING,
        )

    with unit_of_work():
        db.session.add_all(
            [allow(cast.maya, 1, MORNING + hours(5)), allow(again, 2, MORNING + hours(4))]
        )

    merge(cast, again)

    override = db.session.scalars(select(AssignmentOverride)).one()
    assert (override.person_id, override.extra_attempts) == (cast.maya, 2)
    assert override.due_at == MORNING + hours(5)


def test_reading_goes_on_where_it_was_left_last(cast: Cast, again: UUID) -> None:
    lesson = db.session.scalars(select(Lesson.id)).first()
    with unit_of_work():
        for person, section, at in (
            (cast.maya, "one", 2),
            (again, "one", 1),
            (again, "two", 3),
        ):
            db.session.add(
                SectionRead(
                    person_id=person,
                    lesson_id=lesson,
                    section_id=section,
                    school_id=cast.northfield,
                    read_at=MORNING + hours(at),
                )
            )
        for person, section, at in ((cast.maya, "one", 2), (again, "two", 3)):
            db.session.add(
                ReadingPlace(
                    person_id=person,
                    lesson_id=lesson,
                    school_id=cast.northfield,
                    section_id=section,
                    updated_at=MORNING + hours(at),
                )
            )

    merge(cast, again)

    read = db.session.scalars(select(SectionRead).order_by(SectionRead.section_id)).all()
    assert [(each.person_id, each.section_id, each.read_at) for each in read] == [
        (cast.maya, "one", MORNING + hours(1)),
        (cast.maya, "two", MORNING + hours(3)),
    ]
    place = db.session.scalars(select(ReadingPlace)).one()
    assert (place.person_id, place.section_id) == (cast.maya, "two")


def test_the_account_that_is_kept_is_in_every_class_of_both(cast: Cast, again: UUID) -> None:
    with unit_of_work():
        enrol(cast.history, cast.northfield, again, MORNING)

    merge(cast, again)

    assert is_enrolled(cast.civics, cast.maya)
    assert is_enrolled(cast.history, cast.maya)
    left = db.session.scalars(select(Enrolment.left_at).where(Enrolment.person_id == again))
    assert all(left)
    gone = db.session.get_one(Person, again)
    assert gone.merged_into_id == cast.maya
    assert gone.archived_at is not None


def test_nobody_who_is_more_than_a_student_is_merged_away(cast: Cast, again: UUID) -> None:
    with unit_of_work():
        db.session.add(
            Membership(
                school_id=cast.eastbrook, person_id=again, role="teacher", created_at=MORNING
            )
        )

    with pytest.raises(Refusal, match="not-only-a-student"):
        merge(cast, again)


@pytest.mark.parametrize("by", ["chen", "novak", "haas", "maya"])
def test_only_who_manages_the_class_may_merge(cast: Cast, again: UUID, by: str) -> None:
    with pytest.raises(NotFound):
        merge(cast, again, by)
