"""The running tally: state after state in the alphabet's order, and who reaches the majority."""

import pytest

from domain.pictures.running_tally import running_tally

pytestmark = pytest.mark.pure

ROWS = [
    {"state": state, "electors": first + second, "democratic": first, "republican": second}
    for state, first, second in (("Vermont", 6, 0), ("Alabama", 0, 3), ("Maine", 1, 1))
]


def test_votes_add_up_in_the_order_of_the_count() -> None:
    tally = running_tally(ROWS)
    assert [(row.state, row.democratic, row.republican) for row in tally.rows] == [
        ("Alabama", 0, 3),
        ("Maine", 1, 4),
        ("Vermont", 7, 4),
    ]
    assert tally.majority == 6
    assert (tally.democratic.total, tally.democratic.state) == (7, "Vermont")
    assert (tally.republican.total, tally.republican.state) == (4, None)


def test_a_line_goes_up_where_votes_come_in() -> None:
    tally = running_tally(ROWS)
    assert tally.republican.path == "M0 190H0V117H113V93H340"
    assert tally.democratic.path == "M0 190H113V166H227V20H340"
    assert tally.majority_y == 44
