"""Evidence: a claim, and the sentence of a passage that supports it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Final

from domain.question_kinds.base import (
    NOT_ANSWERED,
    Choice,
    Finding,
    FormValues,
    InvalidResponse,
    Kind,
    Mark,
    Meaning,
    Remark,
    Response,
    part_values,
)
from domain.question_kinds.choice import (
    ChoiceBody,
    Habit,
    each_once,
    habit_checks,
    option_checks,
    option_choices,
    option_meanings,
    option_texts,
    options_from_json,
    options_schema,
    options_to_json,
    parse_one_right,
    shuffled,
)
from domain.question_kinds.fields import Faults, Fields

PARTS: Final = ("claim", "sentence")

FEWEST_CLAIMS: Final = 3
MOST_CLAIMS: Final = 5
FEWEST_SENTENCES: Final = 3
MOST_SENTENCES: Final = 8

HALF: Final = Fraction(1, 2)

MOST_LONGEST: Final = Fraction(1, 2)
"""In what share of a course the supporting sentence may be the single longest of its passage."""

MOST_SAME_PLACE: Final = Fraction(1, 2)
"""In what share of a course it may stand in the same place. A passage is never shuffled, since
it is to read as a text: the place that an author likes best is the place that students see."""

SMALLEST_COURSE: Final = 8
"""Below this many questions one place of three or four is often ahead by chance."""


@dataclass(frozen=True, slots=True)
class EvidenceBody:
    """The claims to choose from, and the sentences of the passage in reading order."""

    claims: ChoiceBody
    passage: ChoiceBody

    def of(self, part: str) -> ChoiceBody:
        """The claims or the sentences, by the name of their part of the answer."""
        return self.claims if part == "claim" else self.passage


class Evidence(Kind[EvidenceBody]):
    """Half is for the claim; the other half for the sentence, where the claim is right."""

    name = "evidence"
    schema = {
        "required": ["options", "passage"],
        "properties": {
            "options": options_schema(
                "Three to five claims, one with `correct: true`.",
                least=FEWEST_CLAIMS,
                most=MOST_CLAIMS,
            ),
            "passage": options_schema(
                "Three to eight sentences in reading order; `correct: true` on the one that "
                "supports the claim. Their ids differ from those of the claims.",
                least=FEWEST_SENTENCES,
                most=MOST_SENTENCES,
            ),
        },
    }

    def parse(self, raw: Mapping[str, object]) -> EvidenceBody:
        faults = Faults()
        own = Fields(raw, (), faults)
        body = EvidenceBody(parse_one_right(own, faults), parse_one_right(own, faults, "passage"))
        for at, each in enumerate(body.passage.ids):
            if each in body.claims.ids:
                faults.add(("passage", at, "id"), "duplicate_id", found=each)
        faults.refuse_if_any()
        return body

    def to_json(self, body: EvidenceBody) -> dict[str, Any]:
        return {
            "options": options_to_json(body.claims),
            "passage": options_to_json(body.passage),
        }

    def from_json(self, data: Mapping[str, Any]) -> EvidenceBody:
        return EvidenceBody(options_from_json(data["options"]), options_from_json(data["passage"]))

    def choices(self, body: EvidenceBody) -> tuple[Choice, ...]:
        return option_choices(body.claims)

    def shuffle(self, body: EvidenceBody, random: Random) -> tuple[str, ...]:
        return shuffled(option_choices(body.claims), random)

    def read(self, body: EvidenceBody, values: FormValues) -> Response | None:
        return _answer(body, part_values(values, PARTS))

    def read_json(self, body: EvidenceBody, value: object) -> Response | None:
        if value is None:
            return None
        if not isinstance(value, Mapping) or not set(value) <= set(PARTS):
            raise InvalidResponse("malformed_answer")
        return _answer(
            body, {part: value[part] for part in PARTS if value.get(part) not in (None, "")}
        )

    def is_whole(self, body: EvidenceBody, response: Response) -> bool:
        return len(response) == len(PARTS)

    def mark(self, body: EvidenceBody, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        chosen = [
            option
            for part in PARTS
            for option in body.of(part).options
            if option.id == response.get(part)
        ]
        has_claim = response.get("claim") == body.claims.right[0].id
        has_sentence = response.get("sentence") == body.passage.right[0].id
        return Mark(
            fraction=HALF * has_claim + HALF * (has_claim and has_sentence),
            is_answered=True,
            chosen=tuple(option.id for option in chosen),
            feedback=tuple(
                Remark(option.id, option.feedback) for option in chosen if option.feedback
            ),
            misconceptions=each_once([option.misconception for option in chosen]),
        )

    def key_response(self, body: EvidenceBody) -> Response:
        return {part: body.of(part).right[0].id for part in PARTS}

    def mistakes(self, body: EvidenceBody) -> tuple[Response, ...]:
        key = self.key_response(body)
        return tuple({**key, part: option.id} for part in PARTS for option in body.of(part).wrong)

    def in_words(self, body: EvidenceBody, response: Response) -> tuple[str, ...]:
        return tuple(
            text
            for part in PARTS
            if part in response
            for text in option_texts(body.of(part), [response[part]])
        )

    def meanings(self, body: EvidenceBody) -> tuple[Meaning, ...]:
        return (*option_meanings(body.claims), *option_meanings(body.passage))

    def misconceptions(self, body: EvidenceBody) -> tuple[str, ...]:
        return each_once(
            [option.misconception for part in PARTS for option in body.of(part).options]
        )

    def author_checks(self, body: EvidenceBody) -> tuple[Finding, ...]:
        claims = option_checks(body.claims, least=FEWEST_CLAIMS, most=MOST_CLAIMS)
        sentences = option_checks(
            body.passage, least=FEWEST_SENTENCES, most=MOST_SENTENCES, path=("passage",)
        )
        return (*claims, *sentences)

    def course_checks(self, bodies: Sequence[EvidenceBody]) -> tuple[Finding, ...]:
        # A bank has one or two of these questions, so only a course shows a habit.
        if len(bodies) < SMALLEST_COURSE:
            return ()
        passages = [body.passage for body in bodies]
        return habit_checks(
            passages,
            Habit("right_sentence_often_longest", MOST_LONGEST),
            Habit("right_sentence_often_same_position", MOST_SAME_PLACE),
        )


def _answer(body: EvidenceBody, chosen: Mapping[str, object]) -> Response | None:
    if any(chosen[part] not in body.of(part).ids for part in chosen):
        raise InvalidResponse("unknown_option")
    return dict(chosen) or None


KIND = Evidence()
