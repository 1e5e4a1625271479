"""Two accounts of one student become one, and nothing that was done is lost."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from accounts.actions.merging import merge_students
from accounts.actions.people import create_person, enrol
from accounts.actions.roster import put_back, remove_student
from accounts.relations import is_enrolled
from domain.errors import NotFound, NotSignedIn, Refusal
from domain.people import Actor, Role
from lessons.actions import mark_section_read
from models.assignments import Assignment, AssignmentOverride
from models.attempts import Attempt
from models.base import new_id
from models.challenges import Challenge
from models.classes import Enrolment
from models.content import Lesson
from models.notices import Notice
from models.people import Membership, Person
from models.quizzes import Quiz
from models.reading import ReadingPlace, SectionRead
from models.session import db, unit_of_work
from progress.notices import notify
from progress.rebuild import rebuild
from quizzes.actions import Edit, save_edits, start_attempt
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
    """An assigned quiz, whose first question has one right choice."""
    with unit_of_work():
        prepared = select(Quiz.id).where(Quiz.prepared_id == "riverbend-fixed")
        quiz_id = db.session.execute(prepared).scalar_one()
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


def allow(
    cast: Cast, person: UUID, quiz: UUID, extra: int, due: datetime | None
) -> AssignmentOverride:
    return AssignmentOverride(
        assignment_id=quiz,
        person_id=person,
        school_id=cast.northfield,
        extra_attempts=extra,
        due_at=due,
        closes_at=None,
        updated_at=MORNING,
    )


def test_what_each_was_allowed_is_kept(cast: Cast, again: UUID, quiz: UUID) -> None:
    with unit_of_work():
        db.session.add_all(
            [
                allow(cast, cast.maya, quiz, 1, MORNING + hours(5)),
                allow(cast, again, quiz, 2, MORNING + hours(4)),
            ]
        )

    merge(cast, again)

    override = db.session.scalars(select(AssignmentOverride)).one()
    assert (override.person_id, override.extra_attempts) == (cast.maya, 2)
    assert override.due_at == MORNING + hours(5)


@pytest.mark.parametrize(
    ("of_class", "own", "kept"),
    [
        (5, [3, None], None),  # the class's time is later than the other account's own
        (5, [8, None], 8),
        (None, [8, None], None),  # the class has no time at all
        (None, [8, 9], 9),
        (5, [None, None], None),
    ],
)
def test_no_merge_makes_a_time_stricter(
    cast: Cast,
    again: UUID,
    quiz: UUID,
    of_class: int | None,
    own: list[int | None],
    kept: int | None,
) -> None:
    due = [None if each is None else MORNING + hours(each) for each in own]
    with unit_of_work():
        row = db.session.get_one(Assignment, quiz)
        row.due_at = None if of_class is None else MORNING + hours(of_class)
        db.session.add(allow(cast, again, quiz, 0, due[0]))
        if due[1]:
            db.session.add(allow(cast, cast.maya, quiz, 0, due[1]))

    merge(cast, again)

    override = db.session.scalars(select(AssignmentOverride)).one()
    assert override.person_id == cast.maya
    assert override.due_at == (None if kept is None else MORNING + hours(kept))


@pytest.mark.parametrize(("allowed", "left_open"), [(1, 0), (2, 1), (None, 1)])
def test_an_attempt_too_many_is_handed_in_as_it_was_saved(
    cast: Cast, again: UUID, quiz: UUID, allowed: int | None, left_open: int
) -> None:
    """Nobody goes on answering in one attempt with the answers of the other before them."""
    with unit_of_work():
        db.session.get_one(Assignment, quiz).attempts_allowed = allowed
    with unit_of_work():
        mine = start_attempt(cast.actor("maya"), quiz, MORNING + hours(1))
    with unit_of_work():
        second = start_attempt(pupil(cast, again), quiz, MORNING + hours(2))
        saved = Edit(1, {"choice": "right"}, base_revision=0, sequence=1)
        save_edits(cast.actor("maya"), mine, "phone-of-maya", [saved], MORNING + hours(3))

    merge(cast, again)

    states = dict(db.session.execute(select(Attempt.id, Attempt.state)).all())
    assert list(states.values()).count("open") == left_open
    assert states[mine] == "submitted"
    assert db.session.get_one(Attempt, mine).submitted_at == MORNING + hours(3)
    assert states[second] == ("open" if left_open else "submitted")
    assert sum(report.differed for report in rebuild()) == 0


def test_what_came_within_the_grace_is_handed_in_on_time(
    cast: Cast, again: UUID, quiz: UUID
) -> None:
    ends = MORNING + hours(3)
    with unit_of_work():
        db.session.get_one(Assignment, quiz).closes_at = ends
    with unit_of_work():
        mine = start_attempt(cast.actor("maya"), quiz, MORNING + hours(1))
        start_attempt(pupil(cast, again), quiz, MORNING + hours(2))
        saved = Edit(1, {"choice": "right"}, base_revision=0, sequence=1)
        just_so = ends + timedelta(seconds=5)
        save_edits(cast.actor("maya"), mine, "phone-of-maya", [saved], just_so)

    merge(cast, again)

    assert db.session.get_one(Attempt, mine).submitted_at == ends


def test_what_was_reopened_is_not_handed_in_before_that(
    cast: Cast, again: UUID, quiz: UUID
) -> None:
    with unit_of_work():
        theirs = [
            db.session.get_one(Attempt, attempt(cast, person, quiz, 1, MORNING + hours(began)))
            for person, began in ((cast.maya, 0), (again, 1))
        ]
        for row in theirs:
            row.state, row.submitted_at = "open", None
            row.reopened_at = MORNING + hours(5)

    merge(cast, again)

    handed_in = db.session.scalars(select(Attempt).where(Attempt.state == "submitted")).all()
    assert {each.submitted_at for each in handed_in} == {MORNING + hours(5)}


def test_who_left_and_came_back_is_merged_like_anybody(cast: Cast, again: UUID) -> None:
    """Both came off one list, in the same moment."""
    with unit_of_work():
        remove_student(cast.actor("rivera"), cast.civics, cast.maya, MORNING + hours(1))
    with unit_of_work():
        put_back(cast.actor("rivera"), cast.civics, cast.maya, MORNING + hours(2))
    began = db.session.scalars(
        select(Enrolment.enrolled_at).where(Enrolment.person_id == cast.maya)
    ).first()
    with unit_of_work():
        db.session.scalars(
            select(Enrolment).where(Enrolment.person_id == again)
        ).one().enrolled_at = began

    merge(cast, again)

    place = db.session.scalars(
        select(Enrolment).where(Enrolment.person_id == cast.maya, Enrolment.left_at.is_(None))
    ).one()
    assert place.enrolled_at == began


def test_what_still_comes_from_the_closed_account_is_refused(
    cast: Cast, again: UUID, quiz: UUID
) -> None:
    """A request that began before the merge and is heard after it."""
    merge(cast, again)
    late = pupil(cast, again)

    with unit_of_work(), pytest.raises(NotSignedIn):
        mark_section_read(late, "meeting-rules", "who-presides", MORNING + hours(9))
    with unit_of_work(), pytest.raises(NotSignedIn):
        start_attempt(late, quiz, MORNING + hours(9))
    with unit_of_work(), pytest.raises(NotFound):
        enrol(cast.history, cast.northfield, again, MORNING + hours(9))


def pupil(cast: Cast, person: UUID) -> Actor:
    return replace(cast.actor("maya"), person_id=person)


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


def test_what_was_told_and_what_was_challenged_moves_too(
    cast: Cast, again: UUID, quiz: UUID
) -> None:
    with unit_of_work():
        notify(cast.northfield, again, "result-rescored", {"title": "Quiz"}, MORNING)
        db.session.add(
            Challenge(
                school_id=cast.northfield,
                class_id=cast.civics,
                assignment_id=quiz,
                attempt_id=attempt(cast, again, quiz, 1, MORNING),
                position=1,
                person_id=again,
                question_id="single-1",
                reason="It is not so.",
                created_at=MORNING,
            )
        )

    merge(cast, again)

    for table in (Notice, Challenge):
        assert db.session.scalars(select(table.person_id)).all() == [cast.maya]


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
