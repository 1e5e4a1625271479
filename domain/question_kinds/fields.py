"""Reading a question's fields one by one while every fault is collected."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from domain.question_kinds.base import Finding, InvalidQuestion, Path

LONGEST_TEXT: Final = 2000
LONGEST_ID: Final = 80
MOST_ENTRIES: Final = 12

WRONG_ANSWER_FEEDBACK: Final = {
    "$ref": "#/$defs/text",
    "description": "What a wrong answer gets wrong and what is true.",
}
"""What the published schema says of the feedback to every wrong answer."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Faults:
    """The faults found so far in one question.

    Codes: missing, not_text, too_long, not_an_id, not_true_or_false, not_a_list, not_a_mapping,
    unknown_field, too_few, too_many, duplicate_id, and those a kind adds.
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

    def text(self, name: str, *, required: bool = False) -> str:
        """Return a text without surrounding space, '' where it is left out."""
        value = self._raw.get(name)
        if value is None:
            value = ""
        if not isinstance(value, str):
            self._fault(name, "not_text")
            return ""
        value = value.strip()
        if required and not value:
            self._fault(name, "missing")
        if len(value) > LONGEST_TEXT:
            self._fault(name, "too_long", most=LONGEST_TEXT)
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

    def entries(self, name: str, allowed: frozenset[str]) -> list["Fields"]:
        """Return a list of at least two mappings that hold no other fields than `allowed`."""
        value = self._raw.get(name)
        if value is None:
            self._fault(name, "missing")
            return []
        if not isinstance(value, Sequence) or isinstance(value, str | bytes):
            self._fault(name, "not_a_list")
            return []
        if len(value) < 2:
            self._fault(name, "too_few", least=2, found=len(value))
        if len(value) > MOST_ENTRIES:
            self._fault(name, "too_many", most=MOST_ENTRIES, found=len(value))
            return []
        found = [self._entry(item, (*self.path, name, at)) for at, item in enumerate(value)]
        entries = [entry for entry in found if entry is not None]
        for entry in entries:
            entry._refuse_unknown(allowed)
        return entries

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


def note_duplicates(ids: Sequence[tuple[Path, str]], faults: Faults) -> None:
    """Note each id that an earlier entry has already."""
    seen: set[str] = set()
    for path, each in ids:
        if each and each in seen:
            faults.add((*path, "id"), "duplicate_id", found=each)
        seen.add(each)
