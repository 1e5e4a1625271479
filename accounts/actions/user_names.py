"""Another user name for a student who has not signed in with the first one yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from accounts.checks import checked_sign_in_name
from accounts.queries.names import check_sign_in_name_is_free
from accounts.queries.roster import student_page
from domain.errors import NotFound, Refusal
from domain.names import fold
from domain.people import Actor
from models.audit import record
from models.locks import hold_people
from models.people import Person
from models.session import db


def change_user_name(
    actor: Actor, class_id: UUID, person_id: UUID, sign_in_name: str, now: datetime
) -> None:
    """Give a new student of the class another user name; raises NotFound, Refusal."""
    hold_people([person_id])  # signing in does so too: either waits for the other
    person = db.session.get(Person, person_id, populate_existing=True)
    student = student_page(actor, class_id, person_id).student
    if person is None:
        raise NotFound
    if not student.is_in_care:
        raise Refusal("account-not-in-care")
    if not student.has_never_come_in:
        raise Refusal("user-name-in-use")
    name = checked_sign_in_name(sign_in_name)
    if name == person.sign_in_name:
        return
    if fold(name) != person.sign_in_key:
        check_sign_in_name_is_free(name, person.display_name)
    record(actor, "change-user-name", person_id, now, before=person.sign_in_name, after=name)
    try:
        with db.session.begin_nested():
            person.sign_in_name, person.sign_in_key = name, fold(name)
    except IntegrityError as error:
        raise Refusal("sign-in-name-just-taken", field="sign_in_name") from error
