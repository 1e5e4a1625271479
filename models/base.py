"""The base class of all tables, their column types and their ids."""

import hashlib
import os
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, MetaData
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and always read back with its zone; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Base(DeclarativeBase):
    """Every table derives from this; constraints have predictable names for migrations."""

    # A registry rather than a map on the class: Flask-SQLAlchemy copies the class's attributes.
    registry = registry(
        metadata=_METADATA,
        type_annotation_map={
            datetime: UtcDateTime(),
            dict[str, Any]: JSON(none_as_null=True),
            list[Any]: JSON(none_as_null=True),
        },
    )


def new_id() -> UUID:
    """A new id that sorts by the time of its making and needs no central counter.

    Layout: RFC 9562, version 7 (48 bits of milliseconds, 74 random bits).
    """
    milliseconds = time.time_ns() // 1_000_000
    value = bytearray(milliseconds.to_bytes(6, "big") + os.urandom(10))
    value[6] = (value[6] & 0x0F) | 0x70
    value[8] = (value[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(value))


def keyed_id(key: UUID | None, *about: object) -> UUID:
    """The id of what a form with this `key` makes: the same when the form is sent again.

    It sorts as the key does. `about` is what the form says, so that another form makes another.
    """
    if key is None:
        return new_id()
    digest = hashlib.sha256(" ".join(map(str, (key, *about))).encode()).digest()
    value = bytearray(key.bytes[:8] + digest[:8])
    value[8] = (value[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(value))
