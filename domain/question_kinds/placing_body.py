"""Rows that each belong to one place, as files hold them: the body of a `Placing` question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from domain.question_kinds.base import Choice
from domain.question_kinds.fields import Faults, Fields, filled, note_duplicates
from domain.question_kinds.schema_parts import ID, MISCONCEPTION, TEXT, list_of

_PLACE_FIELDS: Final = frozenset({"id", "text"})


@dataclass(frozen=True, slots=True)
class Misplacing:
    """One wrong place of a row, and what putting it there shows."""

    place: str
    feedback: str = ""
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, the place it belongs to, and what to say to another."""

    id: str
    text: str
    place: str
    feedback: str = ""
    mistakes: tuple[Misplacing, ...] = ()

    def placed(self, place: str) -> Misplacing:
        """What putting the row into a wrong place shows."""
        known = (each for each in self.mistakes if each.place == place)
        return next(known, Misplacing(place, self.feedback))


@dataclass(frozen=True, slots=True)
class PlacingBody:
    """The rows and the places in written order."""

    rows: tuple[Row, ...]
    places: tuple[Choice, ...]

    @property
    def row_ids(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.rows)

    @property
    def place_ids(self) -> tuple[str, ...]:
        return tuple(place.id for place in self.places)

    @property
    def place_texts(self) -> dict[str, str]:
        """Each place's text by its id."""
        return dict(self.places)


@dataclass(frozen=True, slots=True)
class Names:
    """What the content format and the answers of a kind call its rows and places."""

    rows: str
    places: str
    place: str
    answer: str


def parse_body(raw: Mapping[str, object], names: Names, faults: Faults) -> PlacingBody:
    """Read rows and places, noting every fault that makes them unusable."""
    own = Fields(raw, (), faults)
    entries = own.entries(names.places, _PLACE_FIELDS)
    places = tuple(
        Choice(entry.slug("id", required=True), entry.text("text", required=True))
        for entry in entries
    )
    note_duplicates(entries, [place.id for place in places], faults)
    return PlacingBody(_rows(own, names, [place.id for place in places], faults), places)


def _rows(own: Fields, names: Names, places: Sequence[str], faults: Faults) -> tuple[Row, ...]:
    allowed = frozenset({"id", "text", names.place, "feedback", "mistakes"})
    entries = own.entries(names.rows, allowed)
    rows = tuple(
        Row(
            id=entry.slug("id", required=True),
            text=entry.text("text", required=True),
            place=entry.reference(names.place, places, names.places),
            feedback=entry.text("feedback"),
            mistakes=_mistakes(entry, names, places),
        )
        for entry in entries
    )
    note_duplicates(entries, [row.id for row in rows], faults)
    for entry, row in zip(entries, rows, strict=True):
        _note_clashes(entry, row, names, faults)
    return rows


def _mistakes(own: Fields, names: Names, places: Sequence[str]) -> tuple[Misplacing, ...]:
    allowed = frozenset({names.place, "feedback", "misconception"})
    return tuple(
        Misplacing(
            entry.reference(names.place, places, names.places),
            entry.text("feedback"),
            entry.slug("misconception"),
        )
        for entry in own.entries("mistakes", allowed, least=0)
    )


def _note_clashes(entry: Fields, row: Row, names: Names, faults: Faults) -> None:
    """Note a mistake that is the right place, or that stands there twice."""
    wrong = [each.place for each in row.mistakes]
    for at, place in enumerate(wrong):
        path = (*entry.path, "mistakes", at, names.place)
        if place and place == row.place:
            faults.add(path, "mistake_is_right")
        if place and place in wrong[:at]:
            faults.add(path, "mistake_twice")


def body_to_json(body: PlacingBody, names: Names) -> dict[str, Any]:
    """Return the body in the shape of the content format, empty fields left out."""
    rows = [
        filled(
            {
                "id": row.id,
                "text": row.text,
                names.place: row.place,
                "feedback": row.feedback,
                "mistakes": [
                    filled(
                        {
                            names.place: each.place,
                            "feedback": each.feedback,
                            "misconception": each.misconception,
                        }
                    )
                    for each in row.mistakes
                ],
            }
        )
        for row in body.rows
    ]
    return {names.rows: rows, names.places: [each._asdict() for each in body.places]}


def body_from_json(data: Mapping[str, Any], names: Names) -> PlacingBody:
    """Return the body that `body_to_json` wrote."""
    rows = tuple(
        Row(
            id=row["id"],
            text=row["text"],
            place=row[names.place],
            feedback=row.get("feedback", ""),
            mistakes=tuple(
                Misplacing(
                    each[names.place], each.get("feedback", ""), each.get("misconception", "")
                )
                for each in row.get("mistakes", ())
            ),
        )
        for row in data[names.rows]
    )
    return PlacingBody(rows, tuple(Choice(each["id"], each["text"]) for each in data[names.places]))


def placing_schema(
    names: Names, rows: tuple[str, int, int], places: tuple[str, int, int]
) -> dict[str, Any]:
    """Return what the published schema says; `rows`, `places`: description, least and most."""
    mistakes = list_of(
        {names.place: ID, "feedback": TEXT, "misconception": MISCONCEPTION},
        f"{names.place} feedback",
        description="Wrong places that show something of their own.",
    )
    row = {
        "id": ID,
        "text": TEXT,
        names.place: ID,
        "feedback": {**TEXT, "description": "Said to any other place: what is true."},
        "mistakes": mistakes,
    }
    return {
        "required": [names.rows, names.places],
        "properties": {
            names.rows: list_of(
                row,
                f"id text {names.place} feedback",
                description=rows[0],
                least=rows[1],
                most=rows[2],
            ),
            names.places: list_of(
                {"id": ID, "text": TEXT},
                "id text",
                description=places[0],
                least=places[1],
                most=places[2],
            ),
        },
    }
