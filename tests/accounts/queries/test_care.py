"""Teaching a student is not yet being trusted with their account."""

from uuid import UUID

import pytest

from accounts.actions.joining import join_as
from accounts.actions.roster import add_students, put_back, remove_student
from accounts.actions.sessions import open_session
from accounts.queries.care import in_care_of, who_cares_for
from models.base import new_id
from models.classes import SchoolClass
from models.session import db, unit_of_work
from tests import factories
from tests.cast import Cast
from tests.conftest import Clock


def take_in(cast: Cast, clock: Clock, who: str = "maya") -> None:
    """Ms. Chen takes somebody's pupil into History 5."""
    clock.advance(hours=1)
    with unit_of_work():
        add_students(
            cast.actor("chen"),
            cast.history,
            [],
            clock.now,
            sheet_id=new_id(),
            existing=[getattr(cast, who)],
        )


def sign_in(cast: Cast, who: UUID, clock: Clock) -> None:
    clock.advance(hours=1)
    with unit_of_work():
        open_session(who, cast.northfield, clock.now)


def carers(cast: Cast, person_id: UUID) -> set[str]:
    db.session.rollback()
    names = ("rivera", "chen", "okafor")
    return {name for name in names if person_id in in_care_of(cast.actor(name), [person_id])}


def test_an_account_is_in_the_care_of_whose_class_it_was_made_in(cast: Cast) -> None:
    assert carers(cast, cast.maya) == {"rivera", "okafor"}
    assert who_cares_for(cast.maya) == ("Daniel Rivera",)


def test_whoever_is_taken_in_decides_by_signing_in(cast: Cast, clock: Clock) -> None:
    sign_in(cast, cast.maya, clock)
    take_in(cast, clock)
    assert carers(cast, cast.maya) == {"rivera", "okafor"}
    assert who_cares_for(cast.maya) == ("Daniel Rivera",)

    sign_in(cast, cast.maya, clock)

    assert carers(cast, cast.maya) == {"rivera", "chen", "okafor"}
    assert who_cares_for(cast.maya) == ("Daniel Rivera", "Lily Chen")


def test_whoever_comes_by_the_code_knows_the_class(cast: Cast, clock: Clock) -> None:
    clock.advance(hours=1)
    with unit_of_work():
        join_as(cast.actor("maya"), "HTRY5555", clock.now)

    assert carers(cast, cast.maya) == {"rivera", "chen", "okafor"}


def test_whoever_comes_back_is_asked_again(cast: Cast, clock: Clock) -> None:
    """Ms. Chen taught Leo last year; Mr. Rivera does now."""
    with unit_of_work():
        factories.enrolment(cast.northfield, cast.civics, clock.now, cast.leo)
        remove_student(cast.actor("chen"), cast.history, cast.leo, clock.now)
    clock.advance(days=30)
    with unit_of_work():
        put_back(cast.actor("chen"), cast.history, cast.leo, clock.now)

    assert carers(cast, cast.leo) == {"rivera", "okafor"}


@pytest.mark.parametrize("is_archived", [False, True], ids=["left", "archived"])
def test_a_student_of_nobody_else_is_in_the_care_of_whoever_takes_them_in(
    cast: Cast, clock: Clock, is_archived: bool
) -> None:
    with unit_of_work():
        if is_archived:
            db.session.get_one(SchoolClass, cast.civics).archived_at = clock.now
        else:
            remove_student(cast.actor("rivera"), cast.civics, cast.maya, clock.now)
    take_in(cast, clock)

    assert "chen" in carers(cast, cast.maya)
