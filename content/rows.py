"""Makes the rows of a table say what the files say, writing only what differs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from content.records import Values
from domain.content_files import BadContent, Fault
from models.base import Base
from models.session import db

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What publishing did to one thing: added, changed, archived, restored or removed."""

    noun: str
    id: str
    what: str


@dataclass
class Ledger:
    """What is being published, when, and what has changed so far."""

    course_id: str
    now: datetime
    changes: list[Change] = field(default_factory=list)

    def note(self, noun: str, own: str, what: str) -> None:
        """Add one change."""
        self.changes.append(Change(noun, own, what))

    def rows_of_course(self, model: type[Any], key: str = "id") -> dict[str, Any]:
        """Return the course's rows of a table by their key."""
        found = db.session.scalars(select(model).where(model.course_id == self.course_id))
        return {getattr(row, key): row for row in found}

    def own_rows(self, model: type[Any], noun: str, ids: Collection[str]) -> dict[str, Any]:
        """Return the course's rows of a table whose ids are unique over all courses.

        Raises `BadContent` when another course has one of the ids.
        """
        wanted = (model.course_id == self.course_id) | model.id.in_(ids)
        rows = db.session.scalars(select(model).where(wanted)).all()
        _refuse_taken(noun, [row for row in rows if row.course_id != self.course_id])
        return {row.id: row for row in rows}

    def keep(
        self,
        noun: str,
        model: type[Base],
        rows: Mapping[str, Any],
        wanted: Mapping[str, Values],
        said: Mapping[str, str] = NOTHING,
    ) -> None:
        """Add what is missing and correct what differs, then flush.

        `said` has a better word than "changed" for some ids.
        """
        for own, values in wanted.items():
            row = rows.get(own)
            if row is None:
                db.session.add(model(id=own, course_id=self.course_id, **values))
                self.note(noun, own, "added")
            else:
                self.correct(noun, own, row, values, said.get(own, "changed"))
        db.session.flush()

    def correct(self, noun: str, own: str, row: Any, values: Values, what: str = "changed") -> bool:
        """Restore a row that was archived, set what differs, and return whether anything did."""
        if is_archived(row):
            row.archived_at = None
            self.note(noun, own, "restored")
        differs = set_values(row, values)
        if differs:
            self.note(noun, own, what)
        return differs

    def archive(self, noun: str, rows: Mapping[str, Any], wanted: Collection[str]) -> None:
        """Archive what is no longer in the files, then flush."""
        for own, row in rows.items():
            if own not in wanted and not is_archived(row):
                row.archived_at = self.now
                self.note(noun, own, "archived")
        db.session.flush()

    def remove(self, noun: str, rows: Mapping[str, Any], wanted: Collection[str]) -> None:
        """Delete what is no longer in the files and nothing keeps a trace of, then flush."""
        for own, row in rows.items():
            if own not in wanted:
                db.session.delete(row)
                self.note(noun, own, "removed")
        db.session.flush()


def is_archived(row: Any) -> bool:
    """Whether a row can be archived and is."""
    return getattr(row, "archived_at", None) is not None


def set_values(row: Any, values: Values) -> bool:
    """Set what differs and return whether anything did."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _refuse_taken(noun: str, rows: Sequence[Any]) -> None:
    faults = [
        Fault(
            "course.yaml",
            1,
            "duplicate_id",
            f'The course "{row.course_id}" has a {noun} "{row.id}" already: choose another id.',
        )
        for row in rows
    ]
    if faults:
        raise BadContent(faults)
