"""The kinds of question there are. A new kind is one more module here that sets `KIND`."""

import importlib
import pkgutil

from domain.question_kinds.base import AnyKind

_kinds: dict[str, AnyKind] = {}


class UnknownKind(LookupError):
    """No kind of question has this name."""


def kind(name: str) -> AnyKind:
    """Return the kind of that name; raises `UnknownKind`."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def all_kinds() -> tuple[AnyKind, ...]:
    """Return every kind, by name."""
    return tuple(_kinds[name] for name in sorted(_kinds))


def register(new: AnyKind) -> None:
    """Add a kind; raises `ValueError` when its name is taken."""
    if new.name in _kinds:
        raise ValueError(f"two kinds of question are called {new.name!r}")
    _kinds[new.name] = new


def _discover() -> None:
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        if hasattr(module, "KIND"):
            register(module.KIND)


_discover()
