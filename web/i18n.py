"""Languages, time zones, and the pseudo-locale that shows what was forgotten."""

import gettext
import re
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g
from flask_babel import Babel, Domain, get_locale, get_timezone, get_translations
from markupsafe import Markup

from web.session import actor_or_none

_ACCENTED = str.maketrans("aeiouyAEIOUYcnsCNS", "àéîöûýÀÉÎÖÛÝçñšÇÑŠ")
_PLACEHOLDER = re.compile(r"(%\([a-z_]+\)[sd]|%%|<[^>]+>|&[a-z]+;)")


def init_app(app: Flask) -> None:
    babel = PseudoBabel() if app.config["PSEUDO_LOCALE"] else Babel()
    babel.init_app(app, locale_selector=lambda: "en", timezone_selector=_time_zone)
    _translate_quickly(app)


def _translate_quickly(app: Flask) -> None:
    """Give templates plain functions for their words, in place of three calls through a context."""
    i18n: Any = app.jinja_env
    i18n.install_gettext_callables(_word, _counted, newstyle=True)  # for {% trans %}
    app.jinja_env.globals.update({"_": _word, "gettext": _word, "ngettext": _counted})


def _word(text: str, **variables: Any) -> Markup:
    return _own(_catalog().ugettext(text)) % variables if variables else _fixed(_catalog(), text)


def _counted(one: str, several: str, count: int, **variables: Any) -> Markup:
    return _own(_catalog().ungettext(one, several, count)) % {"num": count, **variables}


@lru_cache(maxsize=4_096)
def _fixed(catalog: Any, text: str) -> Markup:
    return _own(catalog.ugettext(text)) % {}  # "%%" stands for "%" here as well


def _own(words: str) -> Markup:
    """The product's own words, from its templates and catalogs: what is put in is escaped.

    Templates name their words in full, never by a variable, so that nobody else's come here.
    """
    return Markup(words)  # noqa: S704 - written by us; `%` escapes whatever is put into it


def _catalog() -> Any:
    """The reader's catalog, asked for once a request rather than for every word."""
    catalog = g.get("catalog")
    if catalog is None:
        catalog = g.catalog = get_translations()
    return catalog


def _time_zone() -> ZoneInfo:
    """The reader's school's, from the same rules by which what is typed becomes a moment."""
    actor = actor_or_none()
    return ZoneInfo(actor.time_zone if actor else "UTC")


def on_local_clock(moment: datetime) -> datetime:
    """A moment as the clocks of the reader's school show it."""
    return moment.astimezone(get_timezone())


def language() -> str:
    """The language that this request is answered in."""
    return "pseudo" if current_app.config["PSEUDO_LOCALE"] else str(get_locale())


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

    _translations = PseudoTranslations()

    def get_translations(self) -> PseudoTranslations:
        return self._translations


class PseudoBabel(Babel):
    """Flask-Babel with the pseudo-locale in place of every catalog."""

    @property
    def domain_instance(self) -> PseudoDomain:
        return PseudoDomain()
