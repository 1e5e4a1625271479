"""The signed-in browser: a random token in the signed cookie, its hash in the database."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask, Response, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import bindparam, select

from domain.errors import NotSignedIn
from domain.people import Actor, Role
from domain.tokens import hash_token
from models.people import Membership, Person, School
from models.session import run
from models.sign_in import SignInSession
from web import clock

DEVICE_COOKIE = "device"
"""Whose value a browser keeps from its first sign-in on."""

PERSON = "person"
"""Whose browser the cookie says it is, also after the session itself has run out."""

_SIGNED_IN = (
    select(
        Person.id.label("person_id"),
        Person.display_name,
        Person.password_is_one_time,
        School.id.label("school_id"),
        School.name.label("school_name"),
        School.time_zone,
        Membership.role,
    )
    .join(SignInSession, SignInSession.person_id == Person.id)
    .join(School, School.id == SignInSession.school_id)
    .join(
        Membership,
        (Membership.person_id == Person.id) & (Membership.school_id == School.id),
    )
    .where(
        SignInSession.token_hash == bindparam("token_hash"),
        SignInSession.ended_at.is_(None),
        SignInSession.expires_at > bindparam("now"),
        Person.archived_at.is_(None),
    )
)
LOOKS_AROUND = "looks-around"
"""In the cookie of somebody who came in without a password, and shall not choose one."""

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
    app.after_request(_say_whose)


def _say_whose(response: Response) -> Response:
    """Name the account on its pages: the browser keeps some for it, and for nobody else."""
    if response.mimetype == "text/html" and not g.get("unexpected_error", False):
        actor = actor_or_none()
        if actor is not None:
            response.headers["X-Account"] = str(actor.person_id)
    return response


@login_manager.user_loader
def _load(token: str) -> SignedIn | None:
    return load(token, clock.now())


def load(token: str, now: datetime) -> SignedIn | None:
    """Whoever holds this token, if the session is alive and the person still belongs here."""
    rows = run(_SIGNED_IN, {"token_hash": hash_token(token), "now": now}).all()
    if not rows:
        return None
    first = rows[0]
    actor = Actor(
        person_id=first.person_id,
        school_id=first.school_id,
        roles=frozenset(Role(row.role) for row in rows),
        display_name=first.display_name,
        school_name=first.school_name,
        time_zone=first.time_zone,
    )
    return SignedIn(token=token, actor=actor, must_choose_password=first.password_is_one_time)


def begin(token: str, now: datetime, *, keeps_password: bool = False) -> Actor:
    """Make `token` this browser's session; whatever the cookie held before is dropped."""
    _empty_cookie()
    signed_in = load(token, now)
    if signed_in is None:
        raise NotSignedIn
    login_user(signed_in)
    session[PERSON] = str(signed_in.actor.person_id)
    if keeps_password:
        session[LOOKS_AROUND] = True
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
    return (
        current_user.is_authenticated
        and current_user.must_choose_password
        and not session.get(LOOKS_AROUND)
    )
