"""Reading a question's fields one by one while every fault is collected."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from domain.question_kinds.base import Finding, InvalidQuestion, Path
from domain.question_kinds.visible import has_visible

LONGEST_TEXT: Final = 2000
LONGEST_ID: Final = 80
MOST_ENTRIES: Final = 12
LARGEST_WHOLE: Final = 1000
TOO_LARGE: Final = 10**40
"""A whole number no question is about; one of some thousand digits could not even be written."""

WRONG_ANSWER_FEEDBACK: Final = {
    "$ref": "#/$defs/text",
    "description": "What a wrong answer gets wrong and what is true.",
}
"""What the published schema says of the feedback to every wrong answer."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Faults:
    """The faults found so far in one question.

    Codes: missing, not_text, too_long, not_an_id, not_true_or_false, not_whole, not_a_list,
    not_a_mapping, unknown_field, too_few, too_many, duplicate_id, unknown_id, and those a kind
    adds.
    """

    def __init__(self) -> None:
        self._findings: list[Finding] = []

    def add(self, path: Path, code: str, **values: object) -> None:
        """Note one fault."""
        self._findings.append(Finding(path, code, values))

    def refuse_if_any(self) -> None:
        """Raise `InvalidQuestion` when a fault was noted."""
        if self._findings:
            raise InvalidQuestion(self._findings)


class Fields:
    """One mapping of a question, at a path. What cannot be read is noted and comes back empty."""

    def __init__(self, raw: Mapping[str, object], path: Path, faults: Faults) -> None:
        self._raw = raw
        self.path = path
        self._faults = faults

    def has(self, name: str) -> bool:
        """Whether the field stands there."""
        return self._raw.get(name) is not None

    def text(self, name: str, *, required: bool = False) -> str:
        """Return a text without surrounding space, '' where there is nothing to see."""
        return self._text(self._raw.get(name), (name,), required=required)

    def texts(self, name: str, *, least: int = 1) -> tuple[str, ...]:
        """Return a list of texts, none of them empty."""
        values = self._list(name, least)
        return tuple(self._text(each, (name, at), required=True) for at, each in enumerate(values))

    def numeral(self, name: str, *, required: bool = False) -> str:
        """Return a number as it is written, '' where it is left out.

        A whole number needs no quotes; any other does, because YAML would round it.
        """
        value = self._raw.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < TOO_LARGE:
            return str(value)
        return self.text(name, required=required)

    def whole(self, name: str, *, least: int, most: int = LARGEST_WHOLE) -> int:
        """Return a whole number between two limits."""
        value = self._raw.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self._fault(name, "not_whole", least=least, most=most)
            return least
        return value

    def reference(self, name: str, ids: Sequence[str], among: str) -> str:
        """Return an id that must be one of `ids`, which stand in the field `among`."""
        value = self.slug(name, required=True)
        if value and value not in ids:
            self._fault(name, "unknown_id", found=value, among=among)
        return value

    def slug(self, name: str, *, required: bool = False) -> str:
        """Return an id of lower-case letters, digits and hyphens, '' where it is left out."""
        value = self.text(name, required=required)
        if value and (len(value) > LONGEST_ID or not _ID.fullmatch(value)):
            self._fault(name, "not_an_id", found=value[:LONGEST_ID])
        return value

    def flag(self, name: str, *, required: bool = False) -> bool:
        """Return true or false, false where it is left out."""
        value = self._raw.get(name)
        if value is None:
            if required:
                self._fault(name, "missing")
            return False
        if not isinstance(value, bool):
            self._fault(name, "not_true_or_false")
            return False
        return value

    def entries(self, name: str, allowed: frozenset[str], *, least: int = 2) -> list["Fields"]:
        """Return a list of mappings that hold no other fields than `allowed`."""
        values = self._list(name, least)
        found = [self._entry(item, (*self.path, name, at)) for at, item in enumerate(values)]
        entries = [entry for entry in found if entry is not None]
        for entry in entries:
            entry._refuse_unknown(allowed)
        return entries

    def _text(self, value: object, place: Path, *, required: bool) -> str:
        if value is None:
            value = ""
        if not isinstance(value, str):
            self._faults.add((*self.path, *place), "not_text")
            return ""
        value = value.strip() if has_visible(value) else ""
        if required and not value:
            self._faults.add((*self.path, *place), "missing")
        if len(value) > LONGEST_TEXT:
            self._faults.add((*self.path, *place), "too_long", most=LONGEST_TEXT)
        return value

    def _list(self, name: str, least: int) -> Sequence[object]:
        """Return a list of a sensible length; one that may be empty may be left out."""
        value = self._raw.get(name)
        if value is None:
            if least:
                self._fault(name, "missing")
            return []
        if not isinstance(value, Sequence) or isinstance(value, str | bytes):
            self._fault(name, "not_a_list")
            return []
        if len(value) < least:
            self._fault(name, "too_few", least=least, found=len(value))
        if len(value) > MOST_ENTRIES:
            self._fault(name, "too_many", most=MOST_ENTRIES, found=len(value))
            return []
        return value

    def _entry(self, item: object, path: Path) -> "Fields | None":
        if isinstance(item, Mapping):
            return Fields(item, path, self._faults)
        self._faults.add(path, "not_a_mapping")
        return None

    def _refuse_unknown(self, allowed: frozenset[str]) -> None:
        for name in self._raw:
            if name not in allowed:
                self._fault(str(name)[:LONGEST_ID], "unknown_field")

    def _fault(self, name: str, code: str, **values: object) -> None:
        self._faults.add((*self.path, name), code, **values)


def note_duplicates(entries: Sequence[Fields], ids: Sequence[str], faults: Faults) -> None:
    """Note each id that an earlier entry has already."""
    seen: set[str] = set()
    for entry, each in zip(entries, ids, strict=True):
        if each and each in seen:
            faults.add((*entry.path, "id"), "duplicate_id", found=each)
        seen.add(each)


def filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say something: empty ones are left out of stored bodies."""
    return {name: value for name, value in fields.items() if value}
