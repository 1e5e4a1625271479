"""Joining a class by its code, with a new account or one's own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.actions.people import create_person, enrol
from accounts.actions.sessions import open_session
from accounts.actions.signing_in import remember_device
from accounts.queries.joining import OpenClass, class_to_join, has_student_named
from accounts.queries.names import TakenNames
from accounts.queries.signing_in import Credentials
from domain.errors import NotFound, Refusal
from domain.people import Actor, Role
from models.audit import record


@dataclass(frozen=True)
class Joined:
    """A student who has just joined, and the token of their session."""

    person_id: UUID
    sign_in_name: str
    token: str


def join_with_new_account(
    code: str,
    display_name: str,
    sign_in_name: str,
    password_hash: str,
    now: datetime,
    *,
    device: str,
    is_someone_else: bool = False,
    person_id: UUID | None = None,
) -> Joined:
    """Make a student in the class with this code and sign them in.

    An empty user name gets one made from the name. Raises Refusal: the code is locked, a name
    will not do, or (unless `is_someone_else`) the class has a student of this name already.
    """
    joined_class = _still_open(code)
    if not is_someone_else and has_student_named(joined_class.id, display_name):
        raise Refusal("already-listed", field="display_name")
    sign_in_name = sign_in_name.strip() or TakenNames(joined_class.id).propose(display_name)
    school_id = joined_class.school_id
    person_id = create_person(
        school_id,
        display_name,
        [Role.STUDENT],
        now,
        sign_in_name=sign_in_name,
        password_hash=password_hash,
        person_id=person_id,
    )
    enrol(joined_class.id, school_id, person_id, now)
    actor = Actor(
        person_id=person_id,
        school_id=school_id,
        roles=frozenset({Role.STUDENT}),
        display_name=display_name,
        school_name=joined_class.school_name,
        time_zone=joined_class.time_zone,
    )
    record(actor, "join-class", joined_class.id, now)
    remember_device(person_id, device, now)
    return Joined(person_id, sign_in_name, open_session(person_id, school_id, now))


def join_again(joined: Credentials, now: datetime, *, device: str) -> Joined:
    """Sign in somebody whose form to join came a second time; they are in the class already."""
    remember_device(joined.person_id, device, now)
    token = open_session(joined.person_id, joined.school_id, now)
    return Joined(joined.person_id, joined.sign_in_name, token)


def join_as(actor: Actor, code: str, now: datetime) -> bool:
    """Put a signed-in student into the class with this code; False if they are in it already.

    Raises Refusal where the code is locked, belongs to another school, or no student is asking.
    """
    joined_class = _still_open(code)
    check_may_join(actor, joined_class)
    is_new = enrol(joined_class.id, joined_class.school_id, actor.person_id, now)
    if is_new:
        record(actor, "join-class", joined_class.id, now)
    return is_new


def check_may_join(actor: Actor, joined_class: OpenClass) -> None:
    """Raise Refusal unless the actor is a student, and of the class's school."""
    if actor.roles != {Role.STUDENT}:
        raise Refusal("only-students-join")
    if joined_class.school_id != actor.school_id:
        raise Refusal("code-of-another-school")


def _still_open(code: str) -> OpenClass:
    found = class_to_join(code)
    if found is None:
        raise NotFound
    return found
