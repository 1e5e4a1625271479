"""Ordering: put the items in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any, Final

from domain.item_writing import banned_phrase
from domain.question_kinds.base import (
    NOT_ANSWERED,
    Choice,
    Finding,
    FormValues,
    InvalidResponse,
    Kind,
    Mark,
    Remark,
    Response,
    answer_field,
    listed_ids,
)
from domain.question_kinds.choice import each_once
from domain.question_kinds.fields import WRONG_ANSWER_FEEDBACK, Faults, Fields, note_duplicates
from domain.question_kinds.same_text import same_text_checks

FEWEST_ITEMS: Final = 3
MOST_ITEMS: Final = 7

_ITEM_FIELDS = frozenset({"id", "text"})


@dataclass(frozen=True, slots=True)
class OrderingBody:
    """The items in the right order, and what to say to another one."""

    items: tuple[Choice, ...]
    feedback: str = ""
    misconception: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.items)


class Ordering(Kind[OrderingBody]):
    """Three to seven items: the share of pairs that stand the right way round, rescaled.

    A reversed order and, on average, a random one earn nothing.
    """

    name = "ordering"
    schema = {
        "required": ["items", "feedback"],
        "properties": {
            "items": {
                "description": "Three to seven, written in the right order.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["id", "text"],
                    "properties": {
                        "id": {"$ref": "#/$defs/id"},
                        "text": {"$ref": "#/$defs/text"},
                    },
                },
                "minItems": FEWEST_ITEMS,
                "maxItems": MOST_ITEMS,
            },
            "feedback": WRONG_ANSWER_FEEDBACK,
            "misconception": {"$ref": "#/$defs/misconception"},
        },
    }

    def parse(self, raw: Mapping[str, object]) -> OrderingBody:
        faults = Faults()
        own = Fields(raw, (), faults)
        entries = own.entries("items", _ITEM_FIELDS)
        items = tuple(
            Choice(entry.slug("id", required=True), entry.text("text", required=True))
            for entry in entries
        )
        note_duplicates(entries, [item.id for item in items], faults)
        body = OrderingBody(items, own.text("feedback"), own.slug("misconception"))
        faults.refuse_if_any()
        return body

    def to_json(self, body: OrderingBody) -> dict[str, Any]:
        data: dict[str, Any] = {"items": [item._asdict() for item in body.items]}
        if body.feedback:
            data["feedback"] = body.feedback
        if body.misconception:
            data["misconception"] = body.misconception
        return data

    def from_json(self, data: Mapping[str, Any]) -> OrderingBody:
        items = tuple(Choice(item["id"], item["text"]) for item in data["items"])
        return OrderingBody(items, data.get("feedback", ""), data.get("misconception", ""))

    def choices(self, body: OrderingBody) -> tuple[Choice, ...]:
        return body.items

    def shuffle(self, body: OrderingBody, random: Random) -> tuple[str, ...]:
        shown = list(body.ids)
        random.shuffle(shown)
        if tuple(shown) == body.ids:
            shown[0], shown[1] = shown[1], shown[0]
        return tuple(shown)

    def read(self, body: OrderingBody, values: FormValues) -> Response | None:
        given = {item: _position(body, values[item]) for item in values}
        placed = {item: position for item, position in given.items() if position}
        if not placed:
            return None
        if len(set(placed.values())) < len(placed):
            raise InvalidResponse("repeated_position")
        if not placed.keys() <= set(body.ids):
            raise InvalidResponse("unknown_option")
        return _whole_order(body, sorted(placed, key=lambda item: placed[item]))

    def read_json(self, body: OrderingBody, value: object) -> Response | None:
        order = listed_ids(answer_field(value, "order"), body.ids)
        return _whole_order(body, order) if order else None

    def mark(self, body: OrderingBody, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        order = tuple(response["order"])
        fraction = _share_in_order(order, body.ids)
        if fraction == 1:
            return Mark(fraction, is_answered=True, chosen=order)
        return Mark(
            fraction=fraction,
            is_answered=True,
            chosen=order,
            feedback=(Remark("", body.feedback),) if body.feedback else (),
            misconceptions=each_once([body.misconception]),
        )

    def key_response(self, body: OrderingBody) -> Response:
        return {"order": list(body.ids)}

    def mistakes(self, body: OrderingBody) -> tuple[Response, ...]:
        swapped = [_with_neighbours_swapped(body.ids, at) for at in range(len(body.ids) - 1)]
        return tuple({"order": order} for order in [*swapped, list(reversed(body.ids))])

    def in_words(self, body: OrderingBody, response: Response) -> tuple[str, ...]:
        texts = dict(body.items)
        return tuple(texts[each] for each in response["order"])

    def misconceptions(self, body: OrderingBody) -> tuple[str, ...]:
        return each_once([body.misconception])

    def author_checks(self, body: OrderingBody) -> tuple[Finding, ...]:
        findings = []
        count = len(body.items)
        if not FEWEST_ITEMS <= count <= MOST_ITEMS:
            values: dict[str, object] = {"least": FEWEST_ITEMS, "most": MOST_ITEMS, "found": count}
            findings.append(Finding(("items",), "item_count", values))
        for at, item in enumerate(body.items):
            phrase = banned_phrase(item.text)
            if phrase:
                findings.append(Finding(("items", at, "text"), "banned_phrase", {"phrase": phrase}))
        findings.extend(same_text_checks([item.text for item in body.items], ("items",)))
        if not body.feedback:
            findings.append(Finding(("feedback",), "feedback_missing"))
        return tuple(findings)


def _with_neighbours_swapped(ids: Sequence[str], at: int) -> list[str]:
    return [*ids[:at], ids[at + 1], ids[at], *ids[at + 2 :]]


def _position(body: OrderingBody, values: Sequence[str]) -> int | None:
    """Return one item's position, None where it was left blank."""
    filled = [value.strip() for value in values if value.strip()]
    if not filled:
        return None
    positions = {str(at): at for at in range(1, len(body.items) + 1)}
    if len(filled) > 1 or filled[0] not in positions:
        raise InvalidResponse("bad_position", most=len(body.items))
    return positions[filled[0]]


def _whole_order(body: OrderingBody, order: list[str]) -> Response:
    if len(order) < len(body.items):
        raise InvalidResponse("incomplete_order", missing=len(body.items) - len(order))
    return {"order": order}


def _share_in_order(order: Sequence[str], right: Sequence[str]) -> Fraction:
    place = {item: at for at, item in enumerate(right)}
    pairs = [place[first] < place[second] for first, second in combinations(order, 2)]
    return max(Fraction(0), 2 * Fraction(sum(pairs), len(pairs)) - 1)


KIND = Ordering()
