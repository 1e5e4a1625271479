"""One gap of a text, to be chosen from options or typed."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from domain.question_kinds.base import Choice, Finding, Meaning, Path, Remark, checked_ids
from domain.question_kinds.choice import (
    ChoiceBody,
    each_once,
    option_checks,
    option_choices,
    option_meanings,
    options_from_json,
    options_schema,
    options_to_json,
    parse_one_right,
    shuffled,
)
from domain.question_kinds.fields import Faults, Fields, note_duplicates
from domain.question_kinds.schema_parts import ID, list_of
from domain.question_kinds.typed import (
    KEY_FIELDS,
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

FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 6

_FIELDS: Final = frozenset({"id", "options", *KEY_FIELDS})

GAP_SCHEMA: Final = list_of(
    {
        "id": ID,
        "options": options_schema(
            "Two to six to choose from, one with `correct: true`.",
            least=FEWEST_OPTIONS,
            most=MOST_OPTIONS,
        ),
        **KEY_SCHEMA,
    },
    "id",
    description="The gaps, each with `options` to choose from or `accepted` to type.",
    least=1,
    most=8,
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What the content of one gap is worth and shows; `part` is what it is counted under."""

    is_right: bool
    is_near: bool = False
    part: str = ""
    remark: Remark | None = None
    misconception: str = ""


class Gap(ABC):
    """A gap of a text: how it is filled, and what that is worth."""

    id: str

    @property
    @abstractmethod
    def choices(self) -> tuple[Choice, ...]:
        """What there is to choose from; nothing where it is typed."""

    @property
    @abstractmethod
    def key(self) -> str:
        """What fills it rightly."""

    @property
    @abstractmethod
    def mistakes(self) -> tuple[str, ...]:
        """What fills it wrongly in a way the question knows."""

    @property
    @abstractmethod
    def misconceptions(self) -> tuple[str, ...]:
        """The misconceptions that filling it can show."""

    @abstractmethod
    def shuffle(self, random: Random) -> tuple[str, ...]:
        """Return the ids of the choices in an order that says nothing about the key."""

    @abstractmethod
    def read(self, value: str) -> str:
        """Return what fills it, as it is stored; raises `InvalidResponse`."""

    @abstractmethod
    def judge(self, value: str) -> Filled:
        """Return what a stored value is worth and shows."""

    def decided(self, is_right: bool) -> Filled:
        """Return what a near miss is worth and shows, once a person has decided."""
        return Filled(is_right, part=f"{self.id}:{RIGHT}" if is_right else "")

    @abstractmethod
    def in_words(self, value: str) -> str:
        """Return a stored value as it reads within the text."""

    @abstractmethod
    def meanings(self, number: int) -> tuple[Meaning, ...]:
        """Return what the known values mean, told apart from other gaps by the number."""

    @abstractmethod
    def checks(self, path: Path) -> list[Finding]:
        """Return what breaks the item-writing rules."""

    @abstractmethod
    def to_json(self) -> dict[str, Any]:
        """Return the gap in the shape of the content format."""


@dataclass(frozen=True, slots=True)
class ChosenGap(Gap):
    """A gap with options to choose from."""

    id: str
    body: ChoiceBody

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(f"{self.id}:{each.id}", each.text) for each in option_choices(self.body)
        )

    @property
    def key(self) -> str:
        return self.body.right[0].id

    @property
    def mistakes(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.body.wrong)

    @property
    def misconceptions(self) -> tuple[str, ...]:
        return each_once([option.misconception for option in self.body.options])

    def shuffle(self, random: Random) -> tuple[str, ...]:
        return shuffled(self.choices, random)

    def read(self, value: str) -> str:
        return checked_ids([value], self.body.ids)[0]

    def judge(self, value: str) -> Filled:
        chosen = next(option for option in self.body.options if option.id == value)
        return Filled(
            is_right=chosen.is_right,
            part=f"{self.id}:{value}",
            remark=Remark(self.id, chosen.feedback) if chosen.feedback else None,
            misconception=chosen.misconception,
        )

    def in_words(self, value: str) -> str:
        return dict(option_choices(self.body)).get(value, "")

    def meanings(self, number: int) -> tuple[Meaning, ...]:
        return tuple(
            replace(each, id=f"{self.id}:{each.id}", text=f"({number}) {each.text}")
            for each in option_meanings(self.body)
        )

    def checks(self, path: Path) -> list[Finding]:
        return option_checks(
            self.body, least=FEWEST_OPTIONS, most=MOST_OPTIONS, path=(*path, "options")
        )

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "options": options_to_json(self.body)}


@dataclass(frozen=True, slots=True)
class TypedGap(Gap):
    """A gap that is typed, as a short text is."""

    id: str
    body: TypedKey

    @property
    def choices(self) -> tuple[Choice, ...]:
        return ()

    @property
    def key(self) -> str:
        return clean_line(self.body.accepted[0])

    @property
    def mistakes(self) -> tuple[str, ...]:
        return tuple(clean_line(each.forms[0]) for each in self.body.mistakes)

    @property
    def misconceptions(self) -> tuple[str, ...]:
        return each_once([each.misconception for each in self.body.mistakes])

    def shuffle(self, random: Random) -> tuple[str, ...]:
        return ()

    def read(self, value: str) -> str:
        return clean_line(value)

    def judge(self, value: str) -> Filled:
        judged = judge(self.body, value)
        if judged.is_right or judged.is_near:
            part = f"{self.id}:{RIGHT}" if judged.is_right else ""
            return Filled(judged.is_right, judged.is_near, part)
        part = f"{self.id}:{judged.mistake.id}" if judged.mistake else ""
        feedback = judged.mistake.feedback if judged.mistake else self.body.feedback
        return Filled(
            is_right=False,
            part=part,
            remark=Remark(self.id, feedback) if feedback else None,
            misconception=judged.mistake.misconception if judged.mistake else "",
        )

    def decided(self, is_right: bool) -> Filled:
        filled = Gap.decided(self, is_right)  # super() needs the class that slots replace
        if is_right or not self.body.feedback:
            return filled
        return replace(filled, remark=Remark(self.id, self.body.feedback))

    def in_words(self, value: str) -> str:
        return value

    def meanings(self, number: int) -> tuple[Meaning, ...]:
        return tuple(
            replace(each, id=f"{self.id}:{each.id}", text=f"({number}) {each.text}")
            for each in key_meanings(self.body)
        )

    def checks(self, path: Path) -> list[Finding]:
        return key_checks(self.body, path)

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, **key_to_json(self.body)}


def parse_gaps(own: Fields, faults: Faults) -> tuple[Gap, ...]:
    """Read the gaps of a text, noting every fault that makes them unusable."""
    entries = own.entries("gaps", _FIELDS, least=1)
    gaps = tuple(_gap(entry, faults) for entry in entries)
    note_duplicates(entries, [gap.id for gap in gaps], faults)
    return gaps


def _gap(entry: Fields, faults: Faults) -> Gap:
    own = entry.slug("id", required=True)
    if entry.has("options") == entry.has("accepted"):
        faults.add(entry.path, "options_or_accepted")
    if entry.has("options"):
        return ChosenGap(own, parse_one_right(entry, faults))
    return TypedGap(own, parse_key(entry, faults))


def gap_from_json(data: Mapping[str, Any]) -> Gap:
    """Return the gap that `to_json` wrote."""
    if "options" in data:
        return ChosenGap(data["id"], options_from_json(data["options"]))
    return TypedGap(data["id"], key_from_json(data))
