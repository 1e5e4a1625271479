"""Reading one mapping of a content file field by field while every fault is collected."""

import difflib
import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from domain.content_files import Anchor, Fault, Period
from domain.content_rules.drafts import Marked

LONGEST_TEXT: Final = 2000
LONGEST_ID: Final = 80

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE: Final = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Whether a text is an id of lower-case letters, digits and hyphens."""
    return len(text) <= LONGEST_ID and _SLUG.fullmatch(text) is not None


def unknown(noun: str, found: str, known: Collection[str]) -> str:
    """Return the sentence about an id that nothing has, with the nearest one that exists."""
    near = difflib.get_close_matches(found, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else "write it first, or correct the id."
    return f'There is no {noun} "{found[:LONGEST_ID]}": {hint}'


def without_source(fact: str) -> str:
    """Return the sentence about a fact that nothing may rest on."""
    return f'The fact "{fact}" has no source, so nothing may rest on it: cite another.'


class Reader:
    """One mapping of a file. What cannot be read is noted and comes back empty."""

    def __init__(self, marked: Marked, faults: list[Fault], allowed: Collection[str]) -> None:
        self.marked = marked
        self.faults = faults
        self.values: Mapping[str, object] = {}
        if not isinstance(marked.value, Mapping):
            self.fault("not_a_mapping", "Write fields here, each as `name: value`.")
            return
        self.values = marked.value
        for name in self.values:
            if name not in allowed:
                near = difflib.get_close_matches(name, allowed, n=1)
                hint = f' Did you mean "{near[0]}"?' if near else ""
                message = f'There is no field "{name[:LONGEST_ID]}" here: remove it.{hint}'
                self.fault("unknown_field", message, name)

    def fault(self, code: str, message: str, *path: str | int) -> None:
        """Note a fault at a path inside this mapping."""
        self.faults.append(Fault(self.marked.file, self.marked.line(*path), code, message))

    def text(self, name: str, *, required: bool = True) -> str:
        """Return a text without surrounding space."""
        value = self.values.get(name)
        if value is None or value == "":
            if required:
                self.fault("missing", f'"{name}" is missing: add it.', name)
            return ""
        if not isinstance(value, str):
            self.fault("not_text", f'"{name}" must be text: put it in quotes.', name)
            return ""
        if len(value) > LONGEST_TEXT:
            message = f'"{name}" is longer than {LONGEST_TEXT} characters: shorten it.'
            self.fault("too_long", message, name)
        return value.strip()

    def slug(self, name: str = "id") -> str:
        """Return an id of lower-case letters, digits and hyphens."""
        return self._id(name, _SLUG, "lower-case letters, digits and single hyphens")

    def code(self, name: str = "id") -> str:
        """Return an id that may also hold capitals and dots, as facts and standards have."""
        return self._id(name, _CODE, "letters, digits, dots and hyphens")

    def _id(self, name: str, pattern: re.Pattern[str], allowed: str) -> str:
        value = self.text(name)
        if value and (len(value) > LONGEST_ID or not pattern.fullmatch(value)):
            message = f'"{value[:LONGEST_ID]}" is no id: use {allowed}, at most {LONGEST_ID}.'
            self.fault("not_an_id", message, name)
            return ""
        return value

    def one_of(self, name: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return one of the allowed words, the default where the field is left out."""
        value = self.text(name, required=default is None)
        if not value:
            return default or ""
        if value not in allowed:
            message = f'"{name}" must be one of {", ".join(allowed)}.'
            self.fault("not_allowed", message, name)
            return default or ""
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        """Return a whole number between two limits."""
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            message = f'"{name}" must be a whole number from {least} to {most}.'
            self.fault("not_a_number", message, name)
            return least
        return value

    def flag(self, name: str) -> bool:
        """Return true or false; false where the field is left out."""
        value = self.values.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        message = f'"{name}" must be true or false, without quotes.'
        self.fault("not_true_or_false", message, name)
        return False

    def day(self, name: str, *, required: bool = False) -> date | None:
        """Return a date written as year-month-day."""
        value = self.text(name, required=required)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fault("not_a_date", f'"{name}" must be a date such as 2022-12-29.', name)
            return None

    def period(self) -> Period:
        """Return the time between the dates `from` and `until`."""
        period = Period(self.day("from", required=True), self.day("until"))
        if period.starts and period.ends and period.ends <= period.starts:
            self.fault("dates_reversed", '"until" must be later than "from".', "until")
        return period

    def known(self, name: str, ids: Collection[str], noun: str, *, required: bool = True) -> str:
        """Return an id that must be one of `ids`."""
        value = self.text(name, required=required)
        if value and value not in ids:
            self.fault(_unknown_code(noun), unknown(noun, value, ids), name)
        return value

    def all_known(
        self, name: str, ids: Collection[str], noun: str, *, required: bool = True
    ) -> tuple[str, ...]:
        """Return a list of ids that must all be among `ids`, each once."""
        found: list[str] = []
        for at, value in enumerate(self._list(name, required=required)):
            if not isinstance(value, str):
                self.fault("not_text", f"The id of a {noun} must be text.", name, at)
            elif value in found:
                message = f'"{value}" stands here twice: remove one.'
                self.fault("duplicate_id", message, name, at)
            else:
                found.append(value)
                if value not in ids:
                    self.fault(_unknown_code(noun), unknown(noun, value, ids), name, at)
        return tuple(found)

    def facts(self, known: Collection[str], bare: Collection[str]) -> tuple[str, ...]:
        """Return the facts something rests on: they must exist and have sources."""
        found = self.all_known("facts", known, "fact")
        for fact in found:
            if fact in bare:
                self.fault("fact_without_source", without_source(fact), "facts")
        return found

    def anchor(self, name: str, home: str = "", *, required: bool = True) -> Anchor | None:
        """Return a `lesson#place`; where there is a home lesson, `place` alone will do."""
        value = self.text(name, required=required)
        if not value:
            return None
        lesson, mark, place = value.rpartition("#")
        lesson = lesson if mark else home
        if is_slug(lesson) and is_slug(place):
            return Anchor(lesson, place)
        self.fault("not_an_anchor", f'"{name}" must be written lesson#place.', name)
        return None

    def entries(
        self, name: str, allowed: Collection[str], *, required: bool = True
    ) -> list["Reader"]:
        """Return a reader for each mapping of a list."""
        if not self._list(name, required=required):
            return []
        return readers(self.marked.at(name), self.faults, allowed)

    def part(self, name: str, allowed: Collection[str]) -> "Reader | None":
        """Return a reader for the mapping under `name`, None where it is left out."""
        if self.values.get(name) is None:
            return None
        return Reader(self.marked.at(name), self.faults, allowed)

    def _list(self, name: str, *, required: bool) -> list[object]:
        value = self.values.get(name)
        if value is None or value == []:
            if required:
                self.fault("missing", f'"{name}" is missing: add a list.', name)
            return []
        if not isinstance(value, list):
            self.fault("not_a_list", f'"{name}" must be a list.', name)
            return []
        return value


def _unknown_code(noun: str) -> str:
    return f"unknown_{noun.replace(' ', '_')}"


def readers(marked: Marked, faults: list[Fault], allowed: Collection[str]) -> list[Reader]:
    """Return a reader for each mapping of a list; an empty file is an empty list."""
    if marked.value is None:
        return []
    if not isinstance(marked.value, list):
        message = "Write a list here, each entry beginning with `- `."
        faults.append(Fault(marked.file, marked.line(), "not_a_list", message))
        return []
    return [Reader(marked.at(at), faults, allowed) for at in range(len(marked.value))]
