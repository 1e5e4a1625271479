"""Open response: a text that somebody marks with a rubric."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Final

from domain.question_kinds.base import (
    NOT_ANSWERED,
    Choice,
    Decision,
    Finding,
    FormValues,
    Kind,
    Level,
    Mark,
    Meaning,
    Response,
    answer_text,
    check_levels,
    plain_value,
)
from domain.question_kinds.fields import LARGEST_WHOLE, Faults, Fields, note_duplicates
from domain.question_kinds.same_text import same_text_checks
from domain.question_kinds.schema_parts import ID, TEXT, list_of
from domain.question_kinds.typed import clean_text, refuse_longer

FEWEST_WORDS: Final = 5
MOST_POINTS: Final = 20

LONGEST_ANSWER: Final = 10_000
"""In characters. The number of words is said, and counted on the page, but refuses nothing."""

_CRITERION_FIELDS: Final = frozenset({"id", "text", "levels"})
_LEVEL_FIELDS: Final = frozenset({"id", "text", "points"})


@dataclass(frozen=True, slots=True)
class Criterion(Decision):
    """One thing that the answer is judged by, with its levels and their points as written."""

    @property
    def most_points(self) -> int:
        return max(level.points or 0 for level in self.levels)


@dataclass(frozen=True, slots=True)
class OpenResponseBody:
    """The rubric, an answer that earns everything, and how many words are asked for at most."""

    criteria: tuple[Criterion, ...]
    model: str
    most_words: int

    @property
    def most_points(self) -> int:
        return sum(criterion.most_points for criterion in self.criteria)


def marks_of(body: OpenResponseBody, chosen: Mapping[str, str]) -> Fraction:
    """Return the share of the marks for a level chosen at each criterion, by their ids.

    Raises `InvalidMarking`.
    """
    check_levels(body.criteria, chosen)
    points = sum(
        level.points or 0
        for criterion in body.criteria
        for level in criterion.levels
        if level.id == chosen[criterion.id]
    )
    return Fraction(points, body.most_points)


class OpenResponse(Kind[OpenResponseBody]):
    """A text of some words: it earns nothing until somebody has marked it."""

    name = "open_response"
    needs_person = True
    may_need_person = True
    schema = {
        "required": ["criteria", "model", "most_words"],
        "properties": {
            "criteria": list_of(
                {
                    "id": ID,
                    "text": {**TEXT, "description": "What the answer is judged by."},
                    "levels": list_of(
                        {
                            "id": ID,
                            "text": {**TEXT, "description": "What an answer of this level does."},
                            "points": {"type": "integer", "minimum": 0, "maximum": MOST_POINTS},
                        },
                        "id text points",
                        description="From two levels on; one of them earns points.",
                        least=2,
                    ),
                },
                "id text levels",
                description="The rubric.",
                least=1,
            ),
            "model": {**TEXT, "description": "An answer that earns everything, shown afterwards."},
            "most_words": {
                "type": "integer",
                "minimum": FEWEST_WORDS,
                "maximum": LARGEST_WHOLE,
                "description": "How many words are asked for at most.",
            },
        },
    }

    def parse(self, raw: Mapping[str, object]) -> OpenResponseBody:
        faults = Faults()
        own = Fields(raw, (), faults)
        entries = own.entries("criteria", _CRITERION_FIELDS, least=1)
        body = OpenResponseBody(
            criteria=tuple(_criterion(entry, faults) for entry in entries),
            model=own.text("model", required=True),
            most_words=own.whole("most_words", least=FEWEST_WORDS),
        )
        note_duplicates(entries, [each.id for each in body.criteria], faults)
        faults.refuse_if_any()
        return body

    def to_json(self, body: OpenResponseBody) -> dict[str, Any]:
        criteria = [
            {
                "id": criterion.id,
                "text": criterion.text,
                "levels": [
                    {"id": level.id, "text": level.text, "points": level.points}
                    for level in criterion.levels
                ],
            }
            for criterion in body.criteria
        ]
        return {"criteria": criteria, "model": body.model, "most_words": body.most_words}

    def from_json(self, data: Mapping[str, Any]) -> OpenResponseBody:
        criteria = tuple(
            Criterion(
                each["id"],
                each["text"],
                tuple(Level(at["id"], at["text"], at["points"]) for at in each["levels"]),
            )
            for each in data["criteria"]
        )
        return OpenResponseBody(criteria, data["model"], data["most_words"])

    def choices(self, body: OpenResponseBody) -> tuple[Choice, ...]:
        return ()

    def shuffle(self, body: OpenResponseBody, random: Random) -> tuple[str, ...]:
        return ()

    def read(self, body: OpenResponseBody, values: FormValues) -> Response | None:
        return _answer(plain_value(values))

    def read_json(self, body: OpenResponseBody, value: object) -> Response | None:
        return _answer(answer_text(value, "text"))

    def mark(self, body: OpenResponseBody, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        return Mark(Fraction(0), is_answered=True, awaits_person=True)

    def decisions(self, body: OpenResponseBody, response: Response) -> tuple[Decision, ...]:
        return body.criteria

    def mark_as_decided(
        self, body: OpenResponseBody, response: Response, levels: Mapping[str, str]
    ) -> Mark:
        return Mark(
            marks_of(body, levels),
            is_answered=True,
            chosen=tuple(f"{each.id}:{levels[each.id]}" for each in body.criteria),
        )

    def key_response(self, body: OpenResponseBody) -> Response:
        return {"text": clean_text(body.model)}

    def mistakes(self, body: OpenResponseBody) -> tuple[Response, ...]:
        return ()

    def in_words(self, body: OpenResponseBody, response: Response) -> tuple[str, ...]:
        return tuple(str(response["text"]).splitlines())

    def meanings(self, body: OpenResponseBody) -> tuple[Meaning, ...]:
        return tuple(
            Meaning(
                f"{criterion.id}:{level.id}",
                f"{criterion.text}: {level.text}",
                is_right=level.points == criterion.most_points,
            )
            for criterion in body.criteria
            for level in criterion.levels
        )

    def misconceptions(self, body: OpenResponseBody) -> tuple[str, ...]:
        return ()

    def author_checks(self, body: OpenResponseBody) -> tuple[Finding, ...]:
        findings = same_text_checks([each.text for each in body.criteria], ("criteria",))
        for at, each in enumerate(body.criteria):
            texts = [level.text for level in each.levels]
            findings.extend(same_text_checks(texts, ("criteria", at, "levels")))
        if len(body.model.split()) > body.most_words:
            findings.append(Finding(("model",), "model_too_long", {"most": body.most_words}))
        return tuple(findings)


def _criterion(own: Fields, faults: Faults) -> Criterion:
    entries = own.entries("levels", _LEVEL_FIELDS)
    criterion = Criterion(
        own.slug("id", required=True),
        own.text("text", required=True),
        tuple(_level(entry) for entry in entries),
    )
    note_duplicates(entries, [each.id for each in criterion.levels], faults)
    if criterion.levels and not criterion.most_points:
        faults.add((*own.path, "levels"), "worthless_criterion")
    return criterion


def _level(own: Fields) -> Level:
    return Level(
        own.slug("id", required=True),
        own.text("text", required=True),
        own.whole("points", least=0, most=MOST_POINTS),
    )


def _answer(value: object) -> Response | None:
    text = clean_text(value)
    refuse_longer(text, LONGEST_ANSWER)
    return {"text": text} if text else None


KIND = OpenResponse()
