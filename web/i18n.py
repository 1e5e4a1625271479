"""Languages, time zones, and the pseudo-locale that shows what was forgotten."""

import gettext
import re

from flask import Flask
from flask_babel import Babel, Domain

from web.session import actor_or_none

LANGUAGES = ("en",)

_ACCENTED = str.maketrans("aeiouyAEIOUYcnsCNS", "àéîöûýÀÉÎÖÛÝçñšÇÑŠ")
_PLACEHOLDER = re.compile(r"(%\([a-z_]+\)[sd]|%%|<[^>]+>|&[a-z]+;)")


def init_app(app: Flask) -> None:
    babel = PseudoBabel() if app.config["PSEUDO_LOCALE"] else Babel()
    babel.init_app(app, locale_selector=lambda: "en", timezone_selector=_time_zone)


def _time_zone() -> str:
    actor = actor_or_none()
    return actor.time_zone if actor else "UTC"


def pseudo(text: str) -> str:
    """Accent the letters and lengthen the text by a third, leaving placeholders and tags alone."""
    parts = _PLACEHOLDER.split(text)
    body = "".join(
        part if index % 2 else part.translate(_ACCENTED) for index, part in enumerate(parts)
    )
    return f"⟦{body}{'·' * (len(text) // 3)}⟧"


class PseudoTranslations(gettext.NullTranslations):
    """Translates every message into the pseudo-locale."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    # Babel's own names for the same two.
    ugettext = gettext
    ungettext = ngettext


class PseudoDomain(Domain):
    """A translation domain that knows one language: the pseudo-locale."""

    def get_translations(self) -> PseudoTranslations:
        return PseudoTranslations()


class PseudoBabel(Babel):
    """Flask-Babel with the pseudo-locale in place of every catalog."""

    @property
    def domain_instance(self) -> PseudoDomain:
        return PseudoDomain()
