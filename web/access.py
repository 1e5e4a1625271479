"""Deny by default: every view declares who may use it, directly under its route.

    @bp.get("/classes")
    @access(Role.TEACHER)
    def index(): ...

`@access.public` opens a view to everybody, `@access.signed_in` to every role.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, request

from domain.errors import NotAllowed, NotSignedIn
from domain.people import Role
from web.session import actor_or_none

View = TypeVar("View", bound=Callable[..., Any])

_ATTRIBUTE = "declared_access"


@dataclass(frozen=True)
class Access:
    """Who may use a view: everybody, or people with one of these roles."""

    is_public: bool
    roles: frozenset[Role]


class _Declare:
    def __call__(self, *roles: Role) -> Callable[[View], View]:
        return _declare(Access(is_public=False, roles=frozenset(roles)))

    def public(self, view: View) -> View:
        return _declare(Access(is_public=True, roles=frozenset()))(view)

    def signed_in(self, view: View) -> View:
        return _declare(Access(is_public=False, roles=frozenset(Role)))(view)


access = _Declare()


def _declare(declaration: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, declaration)
        return view

    return mark


def declared_access(view: Callable[..., Any]) -> Access | None:
    """The declaration of a view function, or None if it has none."""
    declaration: Access | None = getattr(view, _ATTRIBUTE, None)
    return declaration


def init_app(app: Flask) -> None:
    """Check the declaration before every request; static files need none."""
    app.before_request(lambda: _check(app))


def _check(app: Flask) -> None:
    endpoint = request.endpoint
    if endpoint is None or endpoint == "static":
        return
    declaration = declared_access(app.view_functions[endpoint])
    if declaration is None:
        raise NotAllowed(f"{endpoint} declares no access")
    if declaration.is_public:
        return
    actor = actor_or_none()
    if actor is None:
        raise NotSignedIn
    if not declaration.roles & actor.roles:
        raise NotAllowed
