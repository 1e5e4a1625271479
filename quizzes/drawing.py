"""Which questions an attempt gets: the chosen ones, and others drawn at random."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Part:
    """These questions of a bank, or that many at random from it."""

    bank_id: str
    question_ids: tuple[str, ...]
    random_count: int


def draw(
    parts: Sequence[Part], pool: Mapping[str, Sequence[str]], random: Random
) -> tuple[str, ...]:
    """Return distinct questions, part after part, from the `pool` that each bank offers.

    Chosen questions are set aside first, so that no random part takes one away. A bank that has
    too few left gives what it has.
    """
    offered = {question for bank in pool.values() for question in bank}
    taken = {question for part in parts for question in part.question_ids}
    drawn: dict[str, None] = {}
    for part in parts:
        drawn.update(dict.fromkeys(each for each in part.question_ids if each in offered))
        left = [each for each in pool.get(part.bank_id, ()) if each not in taken]
        at_random = random.sample(left, min(part.random_count, len(left)))
        taken.update(at_random)
        drawn.update(dict.fromkeys(at_random))
    return tuple(drawn)
