"""True or false."""

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
    Kind,
    Mark,
    Meaning,
    Remark,
    Response,
)
from domain.question_kinds.choice import each_once, read_one, read_one_json
from domain.question_kinds.fields import WRONG_ANSWER_FEEDBACK, Faults, Fields

IDS: Final = ("true", "false")

MOST_SAME_KEY: Final = Fraction(70, 100)
"""In what share of a bank the answer may be the same."""

SMALLEST_BANK: Final = 5
"""Below this many questions a share says nothing."""


@dataclass(frozen=True, slots=True)
class TrueFalseBody:
    """The answer, and what to say to the other one."""

    answer: bool
    feedback: str = ""
    misconception: str = ""


class TrueFalse(Kind[TrueFalseBody]):
    """A statement that is true or false: all or nothing. The page words the two choices."""

    name = "true_false"
    schema = {
        "required": ["answer", "feedback"],
        "properties": {
            "answer": {"type": "boolean"},
            "feedback": WRONG_ANSWER_FEEDBACK,
            "misconception": {"$ref": "#/$defs/misconception"},
        },
    }

    def parse(self, raw: Mapping[str, object]) -> TrueFalseBody:
        faults = Faults()
        own = Fields(raw, (), faults)
        body = TrueFalseBody(
            answer=own.flag("answer", required=True),
            feedback=own.text("feedback"),
            misconception=own.slug("misconception"),
        )
        faults.refuse_if_any()
        return body

    def to_json(self, body: TrueFalseBody) -> dict[str, Any]:
        data: dict[str, Any] = {"answer": body.answer}
        if body.feedback:
            data["feedback"] = body.feedback
        if body.misconception:
            data["misconception"] = body.misconception
        return data

    def from_json(self, data: Mapping[str, Any]) -> TrueFalseBody:
        return TrueFalseBody(
            data["answer"], data.get("feedback", ""), data.get("misconception", "")
        )

    def choices(self, body: TrueFalseBody) -> tuple[Choice, ...]:
        return tuple(Choice(each, "") for each in IDS)

    def shuffle(self, body: TrueFalseBody, random: Random) -> tuple[str, ...]:
        return IDS

    def read(self, body: TrueFalseBody, values: FormValues) -> Response | None:
        return read_one(IDS, values)

    def read_json(self, body: TrueFalseBody, value: object) -> Response | None:
        return read_one_json(IDS, value)

    def mark(self, body: TrueFalseBody, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        chosen = response["choice"]
        if chosen == _id(body.answer):
            return Mark(Fraction(1), is_answered=True, chosen=(chosen,))
        return Mark(
            fraction=Fraction(0),
            is_answered=True,
            chosen=(chosen,),
            feedback=(Remark(chosen, body.feedback),) if body.feedback else (),
            misconceptions=each_once([body.misconception]),
        )

    def key_response(self, body: TrueFalseBody) -> Response:
        return {"choice": _id(body.answer)}

    def mistakes(self, body: TrueFalseBody) -> tuple[Response, ...]:
        return ({"choice": _id(not body.answer)},)

    def in_words(self, body: TrueFalseBody, response: Response) -> tuple[str, ...]:
        return (response["choice"],)

    def meanings(self, body: TrueFalseBody) -> tuple[Meaning, ...]:
        right, wrong = _id(body.answer), _id(not body.answer)
        of_wrong = Meaning(
            wrong, "", False, feedback=body.feedback, misconceptions=self.misconceptions(body)
        )
        meant = {right: Meaning(right, "", True), wrong: of_wrong}
        return tuple(meant[each] for each in IDS)

    def misconceptions(self, body: TrueFalseBody) -> tuple[str, ...]:
        return each_once([body.misconception])

    def author_checks(self, body: TrueFalseBody) -> tuple[Finding, ...]:
        return () if body.feedback else (Finding(("feedback",), "feedback_missing"),)

    def bank_checks(self, bodies: Sequence[TrueFalseBody]) -> tuple[Finding, ...]:
        count = len(bodies)
        true = sum(body.answer for body in bodies)
        most = max(true, count - true)
        if count < SMALLEST_BANK or most <= MOST_SAME_KEY * count:
            return ()
        values = {"answer": _id(most == true), "found": most, "of": count}
        return (Finding((), "same_answer_too_often", values),)


def _id(answer: bool) -> str:
    return "true" if answer else "false"


KIND = TrueFalse()
