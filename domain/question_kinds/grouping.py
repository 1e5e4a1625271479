"""Grouping: items sorted into groups."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Final

from domain.question_kinds.base import Choice
from domain.question_kinds.choice import shuffled
from domain.question_kinds.fields import Faults
from domain.question_kinds.placing import Placing
from domain.question_kinds.placing_body import Names, PlacingBody, placing_schema

NAMES: Final = Names(rows="items", places="groups", place="group", answer="groups")
FEWEST_ITEMS: Final = 4
MOST_ITEMS: Final = 10
FEWEST_GROUPS: Final = 2
MOST_GROUPS: Final = 5


class Grouping(Placing):
    """Four to ten items: what is right beyond putting everything into the fullest group.

    That much a sorting without knowledge can reach, and a random one does not reach more on
    average; it earns nothing.
    """

    name = "grouping"
    names = NAMES
    fewest_rows, most_rows = FEWEST_ITEMS, MOST_ITEMS
    fewest_places, most_places = FEWEST_GROUPS, MOST_GROUPS
    schema = placing_schema(
        NAMES,
        ("Four to ten, each with its group's id.", FEWEST_ITEMS, MOST_ITEMS),
        ("Two to five, none of them empty.", FEWEST_GROUPS, MOST_GROUPS),
    )

    def parse(self, raw: Mapping[str, object]) -> PlacingBody:
        body = super().parse(raw)
        faults = Faults()
        used = {row.place for row in body.rows}
        for at, group in enumerate(body.places):
            if group.id not in used:
                faults.add((NAMES.places, at), "empty_group", found=group.id)
        faults.refuse_if_any()
        return body

    def worth(self, body: PlacingBody, right: int) -> Fraction:
        fullest = max(Counter(row.place for row in body.rows).values())
        return max(Fraction(0), Fraction(right - fullest, len(body.rows) - fullest))

    def choices(self, body: PlacingBody) -> tuple[Choice, ...]:
        return tuple(Choice(row.id, row.text) for row in body.rows)

    def shuffle(self, body: PlacingBody, random: Random) -> tuple[str, ...]:
        return shuffled(self.choices(body), random)


KIND = Grouping()
