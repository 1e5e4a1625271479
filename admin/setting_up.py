"""Setting up a real installation: one school, its administrator, and nothing else."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from accounts.actions import create_person
from domain.clock_times import is_known_zone
from domain.errors import Refusal
from domain.names import tidy_display_name
from domain.people import Role
from models.base import new_id
from models.installation import Installation, InstallationKind
from models.people import School
from models.session import db

LONGEST_SCHOOL_NAME = 100


def set_up(
    *,
    school: str,
    time_zone: str,
    administrator: str,
    sign_in_name: str,
    password: str,
    now: datetime,
) -> UUID:
    """Make an empty installation and return the administrator's id.

    Raises Refusal; nothing is written then.
    """
    if is_set_up():
        raise Refusal("already-set-up")
    name = checked_school_name(school)
    zone = checked_time_zone(time_zone)
    school_id = new_id()
    db.session.add(Installation(id=1, kind=InstallationKind.REAL.value, created_at=now))
    db.session.add(School(id=school_id, name=name, time_zone=zone, created_at=now))
    db.session.flush()
    return create_person(
        school_id,
        administrator,
        [Role.ADMINISTRATOR],
        now,
        sign_in_name=sign_in_name,
        password=password,
    )


def checked_school_name(text: str) -> str:
    """The school's name as it is stored; raises Refusal."""
    name = tidy_display_name(text)
    if not name:
        raise Refusal("school-name-missing", field="name")
    if len(name) > LONGEST_SCHOOL_NAME:
        raise Refusal("school-name-too-long", field="name", most=LONGEST_SCHOOL_NAME)
    return name


def checked_time_zone(text: str) -> str:
    """The name of a zone that exists; raises Refusal."""
    zone = text.strip()
    if not zone:
        raise Refusal("time-zone-missing", field="time_zone")
    if not is_known_zone(zone):
        raise Refusal("unknown-time-zone", field="time_zone", zone=zone)
    return zone


def is_set_up() -> bool:
    """Whether the database belongs to an installation already, a demo or a real one."""
    return (
        db.session.get(Installation, 1) is not None
        or db.session.scalar(select(School.id).limit(1)) is not None
    )
