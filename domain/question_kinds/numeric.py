"""Numeric: a number, typed."""

import re
from collections.abc import Iterator, Mapping
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
    answer_text,
    plain_value,
)
from domain.question_kinds.choice import each_once
from domain.question_kinds.fields import (
    WRONG_ANSWER_FEEDBACK,
    Faults,
    Fields,
    filled,
    note_duplicates,
)
from domain.question_kinds.numerals import read_numeral
from domain.question_kinds.schema_parts import ID, MISCONCEPTION, TEXT, list_of, texts
from domain.question_kinds.typed import RIGHT, clean_line, plain

_MISTAKE_FIELDS = frozenset({"id", "number", "feedback", "misconception"})
_HAS_WORD_BEHIND = re.compile(r"[0-9].*[^\W\d_]|[0-9].*%")
_NUMERAL: Final = {
    "type": ["integer", "string"],
    "maxLength": 40,
    "description": 'A whole number, or any other in quotes: "12.5", "1/5".',
}


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A known wrong answer, and what to say to it."""

    id: str
    number: str
    feedback: str = ""
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class NumericBody:
    """The answer as its author wrote it, how near is near enough, and what may stand behind it."""

    answer: str
    tolerance: str = "0"
    units: tuple[str, ...] = ()
    fractions: bool = False
    mistakes: tuple[WrongNumber, ...] = ()
    feedback: str = ""

    def is_near(self, number: Fraction, wanted: str) -> bool:
        """Whether a number is as near to the wanted one as the question allows."""
        return abs(number - _written(wanted)) <= _written(self.tolerance)


class Numeric(Kind[NumericBody]):
    """A number within the tolerance earns everything; the arithmetic is exact."""

    name = "numeric"
    schema = {
        "required": ["answer", "feedback"],
        "properties": {
            "answer": _NUMERAL,
            "tolerance": {**_NUMERAL, "description": "How far off is still right; 0 by default."},
            "units": texts("What may stand behind the number, the usual word first.", 40),
            "fractions": {"type": "boolean", "description": "Whether 1/5 is a way to write it."},
            "mistakes": list_of(
                {
                    "id": ID,
                    "number": _NUMERAL,
                    "feedback": TEXT,
                    "misconception": MISCONCEPTION,
                },
                "id number feedback",
                description="Known wrong numbers, each with what to say to it.",
            ),
            "feedback": WRONG_ANSWER_FEEDBACK,
        },
    }

    def parse(self, raw: Mapping[str, object]) -> NumericBody:
        faults = Faults()
        own = Fields(raw, (), faults)
        fractions = own.flag("fractions")
        body = NumericBody(
            answer=_numeral(own, "answer", faults, fractions=fractions, required=True),
            tolerance=_numeral(own, "tolerance", faults, fractions=True) or "0",
            units=own.texts("units", least=0),
            fractions=fractions,
            mistakes=_parse_mistakes(own, faults, fractions=fractions),
            feedback=own.text("feedback"),
        )
        faults.refuse_if_any()
        _note_clashes(body, faults)
        faults.refuse_if_any()
        return body

    def to_json(self, body: NumericBody) -> dict[str, Any]:
        mistakes = [
            filled(
                {
                    "id": each.id,
                    "number": each.number,
                    "feedback": each.feedback,
                    "misconception": each.misconception,
                }
            )
            for each in body.mistakes
        ]
        return filled(
            {
                "answer": body.answer,
                "tolerance": body.tolerance,
                "units": list(body.units),
                "fractions": body.fractions,
                "mistakes": mistakes,
                "feedback": body.feedback,
            }
        )

    def from_json(self, data: Mapping[str, Any]) -> NumericBody:
        return NumericBody(
            answer=data["answer"],
            tolerance=data.get("tolerance", "0"),
            units=tuple(data.get("units", ())),
            fractions=data.get("fractions", False),
            mistakes=tuple(
                WrongNumber(
                    each["id"],
                    each["number"],
                    each.get("feedback", ""),
                    each.get("misconception", ""),
                )
                for each in data.get("mistakes", ())
            ),
            feedback=data.get("feedback", ""),
        )

    def choices(self, body: NumericBody) -> tuple[Choice, ...]:
        return ()

    def shuffle(self, body: NumericBody, random: Random) -> tuple[str, ...]:
        return ()

    def read(self, body: NumericBody, values: FormValues) -> Response | None:
        return _answer(body, plain_value(values))

    def read_json(self, body: NumericBody, value: object) -> Response | None:
        return _answer(body, answer_text(value, "number"))

    def mark(self, body: NumericBody, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        number = _number(body, response["number"])
        if body.is_near(number, body.answer):
            return Mark(Fraction(1), is_answered=True, chosen=(RIGHT,))
        near = [each for each in body.mistakes if body.is_near(number, each.number)]
        if not near:
            remarks = (Remark("", body.feedback),) if body.feedback else ()
            return Mark(Fraction(0), is_answered=True, feedback=remarks)
        wrong = min(near, key=lambda each: abs(number - _written(each.number)))
        return Mark(
            fraction=Fraction(0),
            is_answered=True,
            chosen=(wrong.id,),
            feedback=(Remark(wrong.id, wrong.feedback),) if wrong.feedback else (),
            misconceptions=each_once([wrong.misconception]),
        )

    def key_response(self, body: NumericBody) -> Response:
        return {"number": body.answer}

    def mistakes(self, body: NumericBody) -> tuple[Response, ...]:
        return tuple({"number": each.number} for each in body.mistakes)

    def in_words(self, body: NumericBody, response: Response) -> tuple[str, ...]:
        return (response["number"],)

    def meanings(self, body: NumericBody) -> tuple[Meaning, ...]:
        wrong = (
            Meaning(each.id, each.number, False, each.feedback, each_once([each.misconception]))
            for each in body.mistakes
        )
        return (Meaning(RIGHT, body.answer, True), *wrong)

    def misconceptions(self, body: NumericBody) -> tuple[str, ...]:
        return each_once([each.misconception for each in body.mistakes])

    def author_checks(self, body: NumericBody) -> tuple[Finding, ...]:
        findings = [
            Finding(("mistakes", at, "feedback"), "feedback_missing")
            for at, each in enumerate(body.mistakes)
            if not each.feedback
        ]
        if not body.feedback:
            findings.append(Finding(("feedback",), "feedback_missing"))
        return tuple(findings)


def _numeral(
    own: Fields, name: str, faults: Faults, *, fractions: bool, required: bool = False
) -> str:
    """Return a number as it is written; one that cannot be read is noted and comes back empty."""
    written = own.numeral(name, required=required)
    try:
        if written:
            read_numeral(written, fractions=fractions)
    except InvalidResponse:
        faults.add((*own.path, name), "not_a_number")
        return ""
    return written


def _parse_mistakes(own: Fields, faults: Faults, *, fractions: bool) -> tuple[WrongNumber, ...]:
    entries = own.entries("mistakes", _MISTAKE_FIELDS, least=0)
    mistakes = tuple(
        WrongNumber(
            id=entry.slug("id", required=True),
            number=_numeral(entry, "number", faults, fractions=fractions, required=True),
            feedback=entry.text("feedback"),
            misconception=entry.slug("misconception"),
        )
        for entry in entries
    )
    note_duplicates(entries, [each.id for each in mistakes], faults)
    return mistakes


def _note_clashes(body: NumericBody, faults: Faults) -> None:
    """Note a tolerance below nothing, units with digits, and mistakes that are right or twice."""
    if _written(body.tolerance) < 0:
        faults.add(("tolerance",), "not_a_number")
    for at, unit in enumerate(body.units):
        if any(c.isdecimal() for c in unit):
            faults.add(("units", at), "digit_in_unit")
    for at, wrong in enumerate(body.mistakes):
        number = _written(wrong.number)
        if body.is_near(number, body.answer):
            faults.add(("mistakes", at, "number"), "mistake_is_right")
        elif any(number == _written(other.number) for other in body.mistakes[:at]):
            faults.add(("mistakes", at, "number"), "mistake_twice")


def _written(numeral: str) -> Fraction:
    """Return a number of the body, which was read when the question was."""
    return read_numeral(numeral, fractions=True)


def _answer(body: NumericBody, value: object) -> Response | None:
    text = clean_line(value)
    if not text:
        return None
    _number(body, text)
    return {"number": text}


def _number(body: NumericBody, text: str) -> Fraction:
    """Return the number in a learner's hand, with or without a unit; raises `InvalidResponse`."""
    units = {_unit(each) for each in ("", *body.units)}
    ways = [(number, _unit(unit)) for number, unit in _ways_to_part(text)]
    known = [(number, unit) for number, unit in ways if unit in units]
    for number, _ in known:
        read = _read(body, number)
        if read is not None:
            return read
    has_unit = any(unit for _, unit in known)
    if body.units and not has_unit and _HAS_WORD_BEHIND.search(plain(text)):
        raise InvalidResponse("unknown_unit", units=", ".join(body.units))
    raise InvalidResponse("not_a_number")


def _ways_to_part(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text parted behind each of its digits, the last first: no unit begins in a number."""
    for end in range(len(text), 0, -1):
        if text[end - 1].isnumeric():
            yield text[:end], text[end:]


def _unit(text: str) -> str:
    """Return what units are compared by: points make no difference, as in "p.m." and "yrs"."""
    return plain(text.replace(".", ""))


def _read(body: NumericBody, text: str) -> Fraction | None:
    """Return a number, None for none; raises `InvalidResponse` for a fraction out of place."""
    try:
        return read_numeral(text, fractions=body.fractions)
    except InvalidResponse as refused:
        if refused.code == "not_a_number":
            return None
        raise


KIND = Numeric()
