"""Matching: each prompt goes with one target."""

from fractions import Fraction
from random import Random
from typing import Final

from domain.question_kinds.base import Choice
from domain.question_kinds.choice import shuffled
from domain.question_kinds.placing import Placing
from domain.question_kinds.placing_body import Names, PlacingBody, placing_schema

NAMES: Final = Names(rows="prompts", places="targets", place="target", answer="pairs")
FEWEST_PROMPTS: Final = 3
MOST_PROMPTS: Final = 8
FEWEST_TARGETS: Final = 3
MOST_TARGETS: Final = 10


class Matching(Placing):
    """Three to eight prompts: the share of them that go with the right target.

    A target may be right for several prompts, or for none.
    """

    name = "matching"
    names = NAMES
    fewest_rows, most_rows = FEWEST_PROMPTS, MOST_PROMPTS
    fewest_places, most_places = FEWEST_TARGETS, MOST_TARGETS
    schema = placing_schema(
        NAMES,
        ("Three to eight, each with its target's id.", FEWEST_PROMPTS, MOST_PROMPTS),
        ("Three to ten; one may be right for several, or for none.", FEWEST_TARGETS, MOST_TARGETS),
    )

    def worth(self, body: PlacingBody, right: int) -> Fraction:
        return Fraction(right, len(body.rows))

    def choices(self, body: PlacingBody) -> tuple[Choice, ...]:
        return body.places

    def shuffle(self, body: PlacingBody, random: Random) -> tuple[str, ...]:
        return shuffled(body.places, random)


KIND = Matching()
