"""Cloze: gaps within a text, each to be chosen or typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Final, NamedTuple

from domain.question_kinds.base import (
    AS_RIGHT,
    NOT_ANSWERED,
    RIGHT_OR_WRONG,
    Choice,
    Decision,
    Finding,
    FormValues,
    Kind,
    Mark,
    Meaning,
    Response,
    check_levels,
    part_answers,
    part_values,
)
from domain.question_kinds.choice import each_once
from domain.question_kinds.fields import Faults, Fields
from domain.question_kinds.gaps import GAP_SCHEMA, Filled, Gap, gap_from_json, parse_gaps

MOST_GAPS: Final = 8
WORDS_AROUND: Final = 4

_MARK = re.compile(r"\[\[([a-z0-9-]+)\]\]")


class Piece(NamedTuple):
    """A stretch of the text, and the gap that follows it with its number, None and 0 at the end."""

    text: str
    gap: Gap | None
    number: int


@dataclass(frozen=True, slots=True)
class ClozeBody:
    """The text with its marks, and the gaps as they are written."""

    text: str
    gaps: tuple[Gap, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(gap.id for gap in self.gaps)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text in pieces, each with the gap behind it."""
        gaps = {gap.id: gap for gap in self.gaps}
        parts = _MARK.split(self.text)
        marks = enumerate(parts[1::2])
        pieces = [Piece(parts[2 * at], gaps[each], at + 1) for at, each in marks]
        return (*pieces, Piece(parts[-1], None, 0))

    def around(self, gap: Gap) -> str:
        """The words around a gap, to tell it from the others by: "the … opens each paper"."""
        before, _, after = self.text.partition(f"[[{gap.id}]]")
        words_before = _MARK.sub("…", before).split()[-WORDS_AROUND:]
        words_after = _MARK.sub("…", after).split()[:WORDS_AROUND]
        return " ".join([*words_before, "…", *words_after])


class Cloze(Kind[ClozeBody]):
    """One to eight gaps: the share of them that are filled rightly.

    Where a typed one is a near miss, the whole answer waits for a person.
    """

    name = "cloze"
    may_need_person = True
    schema = {
        "required": ["text", "gaps"],
        "properties": {
            "text": {
                "$ref": "#/$defs/text",
                "description": "The text, each gap marked as [[gap-id]].",
            },
            "gaps": GAP_SCHEMA,
        },
    }

    def parse(self, raw: Mapping[str, object]) -> ClozeBody:
        faults = Faults()
        own = Fields(raw, (), faults)
        text = own.text("text", required=True)
        gaps = parse_gaps(own, faults)
        _note_unmatched(text, gaps, faults)
        faults.refuse_if_any()
        return ClozeBody(text, gaps)

    def to_json(self, body: ClozeBody) -> dict[str, Any]:
        return {"text": body.text, "gaps": [gap.to_json() for gap in body.gaps]}

    def from_json(self, data: Mapping[str, Any]) -> ClozeBody:
        return ClozeBody(data["text"], tuple(gap_from_json(each) for each in data["gaps"]))

    def choices(self, body: ClozeBody) -> tuple[Choice, ...]:
        return tuple(choice for gap in body.gaps for choice in gap.choices)

    def shuffle(self, body: ClozeBody, random: Random) -> tuple[str, ...]:
        return tuple(each for gap in body.gaps for each in gap.shuffle(random))

    def read(self, body: ClozeBody, values: FormValues) -> Response | None:
        return _answer(body, part_values(values, body.ids))

    def read_json(self, body: ClozeBody, value: object) -> Response | None:
        return _answer(body, part_answers(value, "gaps", body.ids))

    def is_whole(self, body: ClozeBody, response: Response) -> bool:
        return len(response["gaps"]) == len(body.gaps)

    def mark(self, body: ClozeBody, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        return _mark(body, [filled for _, filled in _filled(body, response)])

    def decisions(self, body: ClozeBody, response: Response) -> tuple[Decision, ...]:
        return tuple(
            Decision(gap.id, gap.in_words(response["gaps"][gap.id]), RIGHT_OR_WRONG)
            for gap, filled in _filled(body, response)
            if filled.is_near
        )

    def mark_as_decided(
        self, body: ClozeBody, response: Response, levels: Mapping[str, str]
    ) -> Mark:
        check_levels(self.decisions(body, response), levels)
        return _mark(
            body,
            [
                gap.decided(levels[gap.id] == AS_RIGHT) if filled.is_near else filled
                for gap, filled in _filled(body, response)
            ],
        )

    def key_response(self, body: ClozeBody) -> Response:
        return {"gaps": {gap.id: gap.key for gap in body.gaps}}

    def mistakes(self, body: ClozeBody) -> tuple[Response, ...]:
        key = {gap.id: gap.key for gap in body.gaps}
        return tuple({"gaps": {**key, gap.id: each}} for gap in body.gaps for each in gap.mistakes)

    def in_words(self, body: ClozeBody, response: Response) -> tuple[str, ...]:
        given = {gap.id: gap.in_words(response["gaps"].get(gap.id, "")) for gap in body.gaps}
        return (_MARK.sub(lambda mark: given[mark[1]] or "…", body.text),)

    def meanings(self, body: ClozeBody) -> tuple[Meaning, ...]:
        return tuple(
            meaning for _, gap, number in body.pieces if gap for meaning in gap.meanings(number)
        )

    def misconceptions(self, body: ClozeBody) -> tuple[str, ...]:
        return each_once([slug for gap in body.gaps for slug in gap.misconceptions])

    def author_checks(self, body: ClozeBody) -> tuple[Finding, ...]:
        findings = [
            finding for at, gap in enumerate(body.gaps) for finding in gap.checks(("gaps", at))
        ]
        if len(body.gaps) > MOST_GAPS:
            values = {"least": 1, "most": MOST_GAPS, "found": len(body.gaps)}
            findings.append(Finding(("gaps",), "entry_count", values))
        return tuple(findings)


def _note_unmatched(text: str, gaps: tuple[Gap, ...], faults: Faults) -> None:
    """Note gaps that the text does not mark, and marks that are no gap or stand there twice."""
    marked = _MARK.findall(text)
    for at, gap in enumerate(gaps):
        if gap.id and gap.id not in marked:
            faults.add(("gaps", at, "id"), "unmarked_gap", found=gap.id)
    for each in sorted(set(marked)):
        if each not in {gap.id for gap in gaps}:
            faults.add(("text",), "undescribed_gap", found=each)
        if marked.count(each) > 1:
            faults.add(("text",), "repeated_gap", found=each)


def _filled(body: ClozeBody, response: Response) -> list[tuple[Gap, Filled]]:
    """Return the gaps that are filled, each with what that is worth."""
    given = response["gaps"]
    return [(gap, gap.judge(given[gap.id])) for gap in body.gaps if gap.id in given]


def _mark(body: ClozeBody, filled: Sequence[Filled]) -> Mark:
    right = sum(each.is_right for each in filled)
    awaits_person = any(each.is_near for each in filled)
    return Mark(
        fraction=Fraction(0) if awaits_person else Fraction(right, len(body.gaps)),
        is_answered=True,
        awaits_person=awaits_person,
        chosen=tuple(each.part for each in filled if each.part),
        feedback=tuple(each.remark for each in filled if each.remark),
        misconceptions=each_once([each.misconception for each in filled]),
    )


def _answer(body: ClozeBody, values: Mapping[str, str]) -> Response | None:
    """Return the filled gaps as they are stored."""
    read = {gap.id: gap.read(values[gap.id]) for gap in body.gaps if gap.id in values}
    filled = {each: value for each, value in read.items() if value}
    return {"gaps": filled} if filled else None


KIND = Cloze()
