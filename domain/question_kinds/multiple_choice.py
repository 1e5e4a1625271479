"""Multiple choice: one or more options are right, and at least one is wrong."""

from collections.abc import Mapping
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
    answer_field,
    checked_ids,
    listed_ids,
    plain_values,
)
from domain.question_kinds.choice import (
    ChoiceBody,
    Option,
    each_once,
    option_checks,
    option_choices,
    option_meanings,
    option_texts,
    options_from_json,
    options_schema,
    options_to_json,
    parse_options,
    shuffled,
)
from domain.question_kinds.fields import Faults, Fields

FEWEST_OPTIONS: Final = 4
MOST_OPTIONS: Final = 7


class MultipleChoice(Kind[ChoiceBody]):
    """Four to seven options: right ones chosen minus wrong ones chosen, by the right ones."""

    name = "multiple_choice"
    schema = {
        "required": ["options"],
        "properties": {
            "options": options_schema(
                "Four to seven; each right one with `correct: true`.",
                least=FEWEST_OPTIONS,
                most=MOST_OPTIONS,
            )
        },
    }

    def parse(self, raw: Mapping[str, object]) -> ChoiceBody:
        faults = Faults()
        body = parse_options(Fields(raw, (), faults), faults)
        if body.options and not body.wrong:
            faults.add(("options",), "no_wrong_option")
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
        return _in_written_order(body, checked_ids(plain_values(values), body.ids))

    def read_json(self, body: ChoiceBody, value: object) -> Response | None:
        return _in_written_order(body, listed_ids(answer_field(value, "choices"), body.ids))

    def mark(self, body: ChoiceBody, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        chosen = [option for option in body.options if option.id in response["choices"]]
        balance = sum(1 if option.is_right else -1 for option in chosen)
        remarks = (Remark(option.id, _remark(option, chosen)) for option in body.options)
        return Mark(
            fraction=max(Fraction(0), Fraction(balance, len(body.right))),
            is_answered=True,
            chosen=tuple(option.id for option in chosen),
            feedback=tuple(remark for remark in remarks if remark.text),
            misconceptions=each_once([option.misconception for option in chosen]),
        )

    def key_response(self, body: ChoiceBody) -> Response:
        return {"choices": [option.id for option in body.right]}

    def mistakes(self, body: ChoiceBody) -> tuple[Response, ...]:
        all_but_one = [option.id for option in body.right][:-1]
        chosen = ([*all_but_one, option.id] for option in body.wrong)
        return tuple({"choices": [each for each in body.ids if each in ids]} for ids in chosen)

    def in_words(self, body: ChoiceBody, response: Response) -> tuple[str, ...]:
        return option_texts(body, response["choices"])

    def meanings(self, body: ChoiceBody) -> tuple[Meaning, ...]:
        return option_meanings(body)

    def misconceptions(self, body: ChoiceBody) -> tuple[str, ...]:
        return each_once([option.misconception for option in body.options])

    def author_checks(self, body: ChoiceBody) -> tuple[Finding, ...]:
        return tuple(option_checks(body, least=FEWEST_OPTIONS, most=MOST_OPTIONS))


def _in_written_order(body: ChoiceBody, chosen: list[str]) -> Response | None:
    """Return the same answer for the same set of options, however they came."""
    return {"choices": [each for each in body.ids if each in chosen]} if chosen else None


def _remark(option: Option, chosen: list[Option]) -> str:
    return option.feedback if option in chosen else option.missed


KIND = MultipleChoice()
