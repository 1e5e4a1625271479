"""New versions of what changed; what stayed the same keeps the version it has."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import func, select

from content.records import Values, fingerprint_of
from domain.content_files import Question
from domain.question_kinds import UnknownKind, kind
from models.base import new_id
from models.content import LessonVersion, QuestionVersion
from models.session import db

Version = TypeVar("Version", LessonVersion, QuestionVersion)


def current_versions(
    model: type[Version], owner: str, rows: Mapping[str, Any]
) -> dict[str, Version]:
    """Return the current version of each lesson or question that has one."""
    ids = [row.current_version_id for row in rows.values()]
    found = db.session.scalars(select(model).where(model.id.in_(ids)))
    return {getattr(version, owner): version for version in found}


def new_versions(
    model: type[Version],
    owner: str,
    current: Mapping[str, Version],
    said: Mapping[str, Values],
    language: str,
    now: datetime,
) -> dict[str, Version]:
    """Return a new version, not yet added, for each id whose current one says something else."""
    numbers = _last_numbers(model, owner, list(said), language)
    made = {}
    for own, values in said.items():
        content_hash = fingerprint_of(values)
        before = current.get(own)
        if before and (before.content_hash, before.language) == (content_hash, language):
            continue
        made[own] = model(
            id=new_id(),
            language=language,
            number=numbers.get(own, 0) + 1,
            content_hash=content_hash,
            published_at=now,
            **{owner: own},
            **values,
        )
    return made


def _last_numbers(
    model: type[Version], owner: str, ids: list[str], language: str
) -> dict[str, int]:
    column = getattr(model, owner)
    numbers = (
        select(column, func.max(model.number))
        .where(column.in_(ids), model.language == language)
        .group_by(column)
    )
    return {row[0]: row[1] for row in db.session.execute(numbers)}


def point_at_versions(
    wanted: Mapping[str, Values], rows: Mapping[str, Any], made: Mapping[str, Any]
) -> None:
    """Say in each wanted row which version is current."""
    for own, values in wanted.items():
        version = made[own].id if own in made else rows[own].current_version_id
        values["current_version_id"] = version


def change_of(question: Question, before: QuestionVersion | None) -> str:
    """Return what kind of change a new version is: first, wording, meaning or key.

    A key that differs from the one before is a change of key, whatever the file says.
    """
    if before is None:
        return "first"
    return question.change if _has_same_key(question, before) else "key"


def _has_same_key(question: Question, before: QuestionVersion) -> bool:
    if question.kind.name != before.kind:
        return False
    try:
        old = kind(before.kind)
    except UnknownKind:
        return False
    key = question.kind.key_response(question.body)
    return bool(old.key_response(old.from_json(before.body)) == key)
