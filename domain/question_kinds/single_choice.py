"""Single choice: one option is right."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any, Final

from domain.item_writing import yes_or_no
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
    read_one,
    read_one_json,
    right_and_longest_wrong,
    shuffled,
)
from domain.question_kinds.fields import Faults, Fields

FEWEST_OPTIONS: Final = 3
MOST_OPTIONS: Final = 5

LONGEST_RIGHT: Final = Fraction(3, 2)
"""How long the right option may be, against the longest wrong one."""

MOST_LONGEST: Final = Fraction(40, 100)
"""In what share of a bank the right option may be the single longest."""

MOST_SAME_POSITION: Final = Fraction(1, 2)
"""In what share of a bank the right option may stand in the same place."""

MOST_SAME_ANSWER: Final = Fraction(70, 100)
"""In what share of a course's questions with Yes and No the right option may begin with the same.

Authors think of a false belief first and have the question say it, so that No is right. Whoever
saw that would not have to read on.
"""

SMALLEST_BANK: Final = 5
"""Below this many questions, of a bank or of a course, a share says nothing."""


class SingleChoice(Kind[ChoiceBody]):
    """Three to five options, one of them right: all or nothing."""

    name = "single_choice"
    schema = {
        "required": ["options"],
        "properties": {
            "options": options_schema(
                "Three to five, one with `correct: true`.",
                least=FEWEST_OPTIONS,
                most=MOST_OPTIONS,
            )
        },
    }

    def parse(self, raw: Mapping[str, object]) -> ChoiceBody:
        faults = Faults()
        body = parse_one_right(Fields(raw, (), faults), faults)
        faults.refuse_if_any()
        return body

    def to_json(self, body: ChoiceBody) -> dict[str, Any]:
        return {"options": options_to_json(body)}

    def from_json(self, data: Mapping[str, Any]) -> ChoiceBody:
        return options_from_json(data["options"])

    def choices(self, body: ChoiceBody) -> tuple[Choice, ...]:
        return option_choices(body)

    def shuffle(self, body: ChoiceBody, random: Random) -> tuple[str, ...]:
        return shuffled(option_choices(body), random)

    def read(self, body: ChoiceBody, values: FormValues) -> Response | None:
        return read_one(body.ids, values)

    def read_json(self, body: ChoiceBody, value: object) -> Response | None:
        return read_one_json(body.ids, value)

    def mark(self, body: ChoiceBody, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        chosen = next(option for option in body.options if option.id == response["choice"])
        return Mark(
            fraction=Fraction(chosen.is_right),
            is_answered=True,
            chosen=(chosen.id,),
            feedback=(Remark(chosen.id, chosen.feedback),) if chosen.feedback else (),
            misconceptions=each_once([chosen.misconception]),
        )

    def key_response(self, body: ChoiceBody) -> Response:
        return {"choice": body.right[0].id}

    def mistakes(self, body: ChoiceBody) -> tuple[Response, ...]:
        return tuple({"choice": option.id} for option in body.wrong)

    def in_words(self, body: ChoiceBody, response: Response) -> tuple[str, ...]:
        return option_texts(body, [response["choice"]])

    def meanings(self, body: ChoiceBody) -> tuple[Meaning, ...]:
        return option_meanings(body)

    def misconceptions(self, body: ChoiceBody) -> tuple[str, ...]:
        return each_once([option.misconception for option in body.options])

    def author_checks(self, body: ChoiceBody) -> tuple[Finding, ...]:
        findings = option_checks(body, least=FEWEST_OPTIONS, most=MOST_OPTIONS)
        right, longest_wrong = right_and_longest_wrong(body)
        if right > LONGEST_RIGHT * longest_wrong:
            values = {"right": right, "longest_wrong": longest_wrong}
            findings.append(Finding(("options",), "right_option_too_long", values))
        return tuple(findings)

    def bank_checks(self, bodies: Sequence[ChoiceBody]) -> tuple[Finding, ...]:
        if len(bodies) < SMALLEST_BANK:
            return ()
        return habit_checks(
            bodies,
            Habit("right_option_often_longest", MOST_LONGEST),
            Habit("right_option_often_same_position", MOST_SAME_POSITION),
        )

    def course_checks(self, bodies: Sequence[ChoiceBody]) -> tuple[Finding, ...]:
        asked = [body for body in bodies if _offers_yes_and_no(body)]
        keys = [yes_or_no(body.right[0].text) for body in asked]
        answer = max(("yes", "no"), key=keys.count)
        found = keys.count(answer)
        if len(asked) < SMALLEST_BANK or found <= MOST_SAME_ANSWER * len(asked):
            return ()
        values = {"answer": answer.capitalize(), "found": found, "of": len(asked)}
        return (Finding((), "same_yes_or_no_too_often", values),)


def _offers_yes_and_no(body: ChoiceBody) -> bool:
    return {"yes", "no"} <= {yes_or_no(option.text) for option in body.options}


KIND = SingleChoice()
