"""Short text: a word or a few, typed."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any, Final

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
    Remark,
    Response,
    answer_text,
    check_levels,
    plain_value,
)
from domain.question_kinds.choice import each_once
from domain.question_kinds.fields import Faults, Fields
from domain.question_kinds.typed import (
    KEY_SCHEMA,
    RIGHT,
    TypedKey,
    clean_line,
    judge,
    key_checks,
    key_from_json,
    key_meanings,
    key_to_json,
    parse_key,
)

_IS_IT_RIGHT: Final = Decision("it", "", RIGHT_OR_WRONG)


class ShortText(Kind[TypedKey]):
    """An accepted form earns everything; a near miss waits for a person, anything else is wrong."""

    name = "short_text"
    may_need_person = True
    schema = {"required": ["accepted", "feedback"], "properties": KEY_SCHEMA}

    def parse(self, raw: Mapping[str, object]) -> TypedKey:
        faults = Faults()
        body = parse_key(Fields(raw, (), faults), faults)
        faults.refuse_if_any()
        return body

    def to_json(self, body: TypedKey) -> dict[str, Any]:
        return key_to_json(body)

    def from_json(self, data: Mapping[str, Any]) -> TypedKey:
        return key_from_json(data)

    def choices(self, body: TypedKey) -> tuple[Choice, ...]:
        return ()

    def shuffle(self, body: TypedKey, random: Random) -> tuple[str, ...]:
        return ()

    def read(self, body: TypedKey, values: FormValues) -> Response | None:
        return _answer(plain_value(values))

    def read_json(self, body: TypedKey, value: object) -> Response | None:
        return _answer(answer_text(value, "text"))

    def mark(self, body: TypedKey, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        judged = judge(body, response["text"])
        if judged.is_right:
            return Mark(Fraction(1), is_answered=True, chosen=(RIGHT,))
        if judged.is_near:
            return Mark(Fraction(0), is_answered=True, awaits_person=True)
        if judged.mistake is None:
            return _wrong(body)
        made = judged.mistake
        return Mark(
            fraction=Fraction(0),
            is_answered=True,
            chosen=(made.id,),
            feedback=(Remark(made.id, made.feedback),) if made.feedback else (),
            misconceptions=each_once([made.misconception]),
        )

    def decisions(self, body: TypedKey, response: Response) -> tuple[Decision, ...]:
        return (_IS_IT_RIGHT,) if judge(body, response["text"]).is_near else ()

    def mark_as_decided(
        self, body: TypedKey, response: Response, levels: Mapping[str, str]
    ) -> Mark:
        check_levels([_IS_IT_RIGHT], levels)
        if levels[_IS_IT_RIGHT.id] == AS_RIGHT:
            return Mark(Fraction(1), is_answered=True, chosen=(RIGHT,))
        return _wrong(body)

    def key_response(self, body: TypedKey) -> Response:
        return {"text": clean_line(body.accepted[0])}

    def mistakes(self, body: TypedKey) -> tuple[Response, ...]:
        return tuple({"text": clean_line(each.forms[0])} for each in body.mistakes)

    def in_words(self, body: TypedKey, response: Response) -> tuple[str, ...]:
        return (response["text"],)

    def meanings(self, body: TypedKey) -> tuple[Meaning, ...]:
        return key_meanings(body)

    def misconceptions(self, body: TypedKey) -> tuple[str, ...]:
        return each_once([each.misconception for each in body.mistakes])

    def author_checks(self, body: TypedKey) -> tuple[Finding, ...]:
        return tuple(key_checks(body))


def _wrong(body: TypedKey) -> Mark:
    remarks = (Remark("", body.feedback),) if body.feedback else ()
    return Mark(Fraction(0), is_answered=True, feedback=remarks)


def _answer(value: object) -> Response | None:
    text = clean_line(value)
    return {"text": text} if text else None


KIND = ShortText()
