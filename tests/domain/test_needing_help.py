"""Who needs help."""

from fractions import Fraction

import pytest

from domain.access import Standing
from domain.needing_help import Piece, help_needed

pytestmark = pytest.mark.pure


def test_nobody_needs_help_with_nothing() -> None:
    assert not help_needed([]).is_needed


def test_overdue_and_closed_work_is_behind() -> None:
    found = help_needed(
        [Piece(Standing.OVERDUE), Piece(Standing.CLOSED), Piece(Standing.NOT_STARTED)]
    )

    assert found.behind == 2
    assert found.is_needed


@pytest.mark.parametrize(("last", "struggles"), [(Fraction(6, 10), False), (Fraction(5, 10), True)])
def test_a_low_average_is_struggling(last: Fraction, struggles: bool) -> None:
    found = help_needed(
        [
            Piece(Standing.DONE, Fraction(6, 10)),
            Piece(Standing.DONE_LATE, last),
            Piece(Standing.DONE),
        ]
    )

    assert found.scored == 2
    assert found.is_struggling is struggles
