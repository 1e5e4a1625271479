"""Reads YAML and text files into plain values that know their lines; hostile input is refused."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml

from domain.content_files import Fault
from domain.content_rules.drafts import Marked
from domain.content_rules.drafts import Path as Inside

LARGEST_FILE: Final = 400_000
DEEPEST: Final = 12
MOST_VALUES: Final = 50_000
_TOO_LARGE: Final = "The file holds too many values: split it."
_USUAL_CURE: Final = (
    "Check the quotes, brackets and indentation of this line and of the one above it; "
    "a text with a colon in it needs quotes."
)

_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}


class Unreadable(ValueError):
    """A file that cannot be read at all; `fault` says why."""

    def __init__(self, file: str, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(file, line, code, message, hides_ids=True)


def read_text(path: Path, file: str) -> str:
    """Return the text of a file; raises `Unreadable`. `file` is its name in messages."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            message = f"The file is larger than {LARGEST_FILE // 1000} kB: split it."
            raise Unreadable(file, 1, "too_large", message)
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = "The file is not UTF-8 text: save it as UTF-8."
        raise Unreadable(file, 1, "not_utf8", message) from error
    except OSError as error:
        message = "The file is missing or cannot be opened: add it, or take its name out."
        raise Unreadable(file, 1, "no_file", message) from error
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise Unreadable(file, line, "bad_character", _bad_character(found))
    return text


def _bad_character(found: re.Match[str]) -> str:
    return f"The character U+{ord(found.group()):04X} cannot be shown: remove it."


def read_yaml(text: str, file: str, first_line: int = 1) -> Marked:
    """Return the value of a YAML text that begins at `first_line` of a file; raises `Unreadable`.

    Only plain data is read: no aliases, no tags, no key twice. Words and dates stay text; only
    `true`, `false`, numbers and nothing are more.
    """
    builder = _Builder(file, first_line)
    try:
        value = builder.document(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        message = f"This is not valid YAML: {error.problem or error.context}. {_USUAL_CURE}"
        raise Unreadable(file, line, "bad_yaml", message) from error
    except yaml.YAMLError as error:
        message = "This is not valid YAML: it holds a character that YAML does not allow."
        raise Unreadable(file, first_line, "bad_yaml", message) from error
    return Marked(file, value, builder.lines)


class _Builder:
    """Builds plain values from YAML events, which no alias can multiply."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.lines: dict[Inside, int] = {}

    def document(self, events: Iterator[yaml.Event]) -> object:
        value = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    self._refuse(event, "two_documents", "Only one document may stand here.")
                seen = True
                value = self._value(next(events), events, ())
        return value

    def _value(self, event: Any, events: Iterator[yaml.Event], path: Inside) -> object:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(event, "alias", "Write the value out: `&` and `*` names are not read.")
        if event.tag:
            self._refuse(event, "tag", "Types such as `!name` are not read: leave it out.")
        if len(path) > DEEPEST:
            self._refuse(event, "too_deep", "This is nested too deeply.")
        self.lines.setdefault(path, self._line(event))
        if len(self.lines) > MOST_VALUES:
            self._refuse(event, "too_large", _TOO_LARGE)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        self._require_readable(event)
        return _scalar(event)

    def _list(self, events: Iterator[yaml.Event], path: Inside) -> list[object]:
        found: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            found.append(self._value(event, events, (*path, len(found))))
        return found

    def _mapping(self, events: Iterator[yaml.Event], path: Inside) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                self._refuse(event, "bad_key", "The name of a field must be a plain word.")
            self._require_readable(event)
            name = event.value
            if name in found:
                message = f'The field "{name[:80]}" stands here twice: remove one.'
                self._refuse(event, "duplicate_key", message)
            self.lines[(*path, name)] = self._line(event)
            found[name] = self._value(next(events), events, (*path, name))
        return found

    def _require_readable(self, event: yaml.ScalarEvent) -> None:
        """Escapes such as `\\0` write characters that the text of the file cannot hold."""
        found = _CONTROL.search(event.value)
        if found:
            self._refuse(event, "bad_character", _bad_character(found))

    def _line(self, event: Any) -> int:
        return self.first_line + int(event.start_mark.line)

    def _refuse(self, event: Any, code: str, message: str) -> NoReturn:
        raise Unreadable(self.file, self._line(event), code, message)


def _scalar(event: Any) -> object:
    """Return the text of a scalar, or what it stands for where it has no quotes."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def read_csv(text: str, file: str) -> Marked:
    """Return the rows of a CSV text under the names of its first line; raises `Unreadable`.

    As in YAML, what looks like a whole number is one.
    """
    reader = csv.reader(text.splitlines(), strict=True)
    rows: list[object] = []
    lines: dict[Inside, int] = {(): 1}
    try:
        names = next(reader, [])
        for cells in filter(None, reader):
            if len(cells) != len(names):
                message = (
                    f"This line has {len(cells)} cells, not {len(names)} as the first line has."
                )
                raise Unreadable(file, reader.line_num, "bad_csv", message)
            lines[(len(rows),)] = reader.line_num
            if (len(rows) + 1) * len(names) > MOST_VALUES:
                raise Unreadable(file, reader.line_num, "too_large", _TOO_LARGE)
            rows.append({name: _cell(cell) for name, cell in zip(names, cells, strict=True)})
    except csv.Error as error:
        message = f"This is not valid CSV: {error}."
        raise Unreadable(file, reader.line_num, "bad_csv", message) from error
    return Marked(file, rows, lines)


def _cell(text: str) -> object:
    return int(text) if _WHOLE.fullmatch(text) else text


def split_front_matter(text: str, file: str) -> tuple[Marked, str, int]:
    """Return front matter, the text after it and that text's first line; raises `Unreadable`."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        message = "The first line must be `---`, and the front matter must follow it."
        raise Unreadable(file, 1, "no_front_matter", message)
    ends = (at for at, line in enumerate(lines) if at and line.rstrip() == "---")
    end = next(ends, None)
    if end is None:
        message = "The front matter has no end: close it with a line `---`."
        raise Unreadable(file, 1, "no_front_matter", message)
    front = read_yaml("\n".join(lines[1:end]), file, first_line=2)
    return front, "\n".join(lines[end + 1 :]), end + 2
