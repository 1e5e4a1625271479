"""Rows that are put into places: what matching and sorting into groups have in common."""

from abc import abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

from domain.item_writing import banned_phrase
from domain.question_kinds.base import (
    NOT_ANSWERED,
    Choice,
    Finding,
    FormValues,
    InvalidResponse,
    Kind,
    Mark,
    Meaning,
    Path,
    Remark,
    Response,
    part_answers,
    part_values,
)
from domain.question_kinds.choice import each_once
from domain.question_kinds.fields import Faults
from domain.question_kinds.placing_body import (
    Names,
    PlacingBody,
    Row,
    body_from_json,
    body_to_json,
    parse_body,
)
from domain.question_kinds.same_text import same_text_checks


class Placing(Kind[PlacingBody]):
    """Each row is put into a place; the marks depend on how many are where they belong."""

    names: ClassVar[Names]
    fewest_rows: ClassVar[int]
    most_rows: ClassVar[int]
    fewest_places: ClassVar[int]
    most_places: ClassVar[int]

    @abstractmethod
    def worth(self, body: PlacingBody, right: int) -> Fraction:
        """Return what so many right rows earn."""

    def parse(self, raw: Mapping[str, object]) -> PlacingBody:
        faults = Faults()
        body = parse_body(raw, self.names, faults)
        faults.refuse_if_any()
        return body

    def to_json(self, body: PlacingBody) -> dict[str, Any]:
        return body_to_json(body, self.names)

    def from_json(self, data: Mapping[str, Any]) -> PlacingBody:
        return body_from_json(data, self.names)

    def read(self, body: PlacingBody, values: FormValues) -> Response | None:
        return self._answer(body, part_values(values, body.row_ids))

    def read_json(self, body: PlacingBody, value: object) -> Response | None:
        return self._answer(body, part_answers(value, self.names.answer, body.row_ids))

    def _answer(self, body: PlacingBody, placed: dict[str, str]) -> Response | None:
        if not set(placed.values()) <= set(body.place_ids):
            raise InvalidResponse("unknown_option")
        return {self.names.answer: placed} if placed else None

    def is_whole(self, body: PlacingBody, response: Response) -> bool:
        return len(response[self.names.answer]) == len(body.rows)

    def mark(self, body: PlacingBody, response: Response | None) -> Mark:
        if response is None:
            return NOT_ANSWERED
        placed = response[self.names.answer]
        given = [(row, placed[row.id]) for row in body.rows if row.id in placed]
        wrong = [(row, row.placed(place)) for row, place in given if place != row.place]
        return Mark(
            fraction=self.worth(body, len(given) - len(wrong)),
            is_answered=True,
            chosen=tuple(_pair(row, place) for row, place in given),
            feedback=tuple(Remark(row.id, each.feedback) for row, each in wrong if each.feedback),
            misconceptions=each_once([each.misconception for _, each in wrong]),
        )

    def key_response(self, body: PlacingBody) -> Response:
        return {self.names.answer: {row.id: row.place for row in body.rows}}

    def mistakes(self, body: PlacingBody) -> tuple[Response, ...]:
        key = {row.id: row.place for row in body.rows}
        return tuple(
            {self.names.answer: {**key, row.id: place}}
            for row in body.rows
            for place in body.place_ids
            if place != row.place
        )

    def in_words(self, body: PlacingBody, response: Response) -> tuple[str, ...]:
        placed = response[self.names.answer]
        return tuple(
            f"{row.text}: {body.place_texts[placed[row.id]]}"
            for row in body.rows
            if row.id in placed
        )

    def meanings(self, body: PlacingBody) -> tuple[Meaning, ...]:
        return tuple(_meaning(row, place) for row in body.rows for place in body.places)

    def misconceptions(self, body: PlacingBody) -> tuple[str, ...]:
        return each_once([each.misconception for row in body.rows for each in row.mistakes])

    def author_checks(self, body: PlacingBody) -> tuple[Finding, ...]:
        names = self.names
        findings = [
            *_count_check(names.rows, len(body.rows), self.fewest_rows, self.most_rows),
            *_count_check(names.places, len(body.places), self.fewest_places, self.most_places),
            *same_text_checks([row.text for row in body.rows], (names.rows,)),
            *same_text_checks([place.text for place in body.places], (names.places,)),
        ]
        for at, place in enumerate(body.places):
            phrase = banned_phrase(place.text)
            if phrase:
                path = (names.places, at, "text")
                findings.append(Finding(path, "banned_phrase", {"phrase": phrase}))
        for at, row in enumerate(body.rows):
            findings.extend(_checks_of_row(row, (names.rows, at)))
        return tuple(findings)


def _checks_of_row(row: Row, path: Path) -> list[Finding]:
    places = [] if row.feedback else [(*path, "feedback")]
    for at, each in enumerate(row.mistakes):
        if not each.feedback:
            places.append((*path, "mistakes", at, "feedback"))
    return [Finding(place, "feedback_missing") for place in places]


def _count_check(name: str, found: int, least: int, most: int) -> list[Finding]:
    if least <= found <= most:
        return []
    return [Finding((name,), "entry_count", {"least": least, "most": most, "found": found})]


def _pair(row: Row, place: str) -> str:
    return f"{row.id}:{place}"


def _meaning(row: Row, place: Choice) -> Meaning:
    text = f"{row.text}: {place.text}"
    if place.id == row.place:
        return Meaning(_pair(row, place.id), text, True)
    shown = row.placed(place.id)
    return Meaning(
        _pair(row, place.id), text, False, shown.feedback, each_once([shown.misconception])
    )
