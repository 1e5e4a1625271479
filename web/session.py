"""The signed-in browser: a random token in the signed cookie, its hash in the database."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import select

from domain.errors import NotSignedIn
from domain.people import Actor, Role
from domain.tokens import hash_token
from models.people import Membership, Person, School
from models.session import db
from models.sign_in import SignInSession
from web import clock

PERSON = "person"
"""Whose browser the cookie says it is, also after the session itself has run out."""

login_manager = LoginManager()
login_manager.session_protection = None  # the token in the database is what counts


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """What Flask-Login holds for the request: the token and who it stands for."""

    token: str
    actor: Actor
    must_choose_password: bool

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    login_manager.init_app(app)


@login_manager.user_loader
def _load(token: str) -> SignedIn | None:
    return load(token, clock.now())


def load(token: str, now: datetime) -> SignedIn | None:
    """Whoever holds this token, if the session is alive and the person still belongs here."""
    rows = db.session.execute(
        select(Person, School, Membership.role)
        .join(SignInSession, SignInSession.person_id == Person.id)
        .join(School, School.id == SignInSession.school_id)
        .join(
            Membership,
            (Membership.person_id == Person.id) & (Membership.school_id == School.id),
        )
        .where(
            SignInSession.token_hash == hash_token(token),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > now,
            Person.archived_at.is_(None),
        )
    ).all()
    if not rows:
        return None
    person, school, _ = rows[0]
    actor = Actor(
        person_id=person.id,
        school_id=school.id,
        roles=frozenset(Role(role) for _, _, role in rows),
        display_name=person.display_name,
        school_name=school.name,
        time_zone=school.time_zone,
    )
    return SignedIn(token=token, actor=actor, must_choose_password=person.password_is_one_time)


def begin(token: str, now: datetime) -> Actor:
    """Make `token` this browser's session; whatever the cookie held before is dropped."""
    _empty_cookie()
    signed_in = load(token, now)
    if signed_in is None:
        raise NotSignedIn
    login_user(signed_in)
    session[PERSON] = str(signed_in.actor.person_id)
    return signed_in.actor


def end() -> None:
    """Forget the session in this browser; the caller ends it in the database."""
    logout_user()
    _empty_cookie()


def _empty_cookie() -> None:
    session.clear()
    g.pop("csrf_token", None)  # it belonged to the cookie; a page of this request needs a new one


def token_or_none() -> str | None:
    """The token of the signed-in browser."""
    return current_user.token if current_user.is_authenticated else None


def actor_or_none() -> Actor | None:
    """The signed-in person, or None."""
    return current_user.actor if current_user.is_authenticated else None


def current_actor() -> Actor:
    """The signed-in person; raises NotSignedIn."""
    actor = actor_or_none()
    if actor is None:
        raise NotSignedIn
    return actor


def must_choose_password() -> bool:
    """Whether the person came in with a login card's passphrase and must choose a password."""
    return bool(current_user.is_authenticated and current_user.must_choose_password)
