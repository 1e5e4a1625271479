"""What every template can use: who looks at it, and times in the school's zone."""

from collections.abc import MutableMapping
from datetime import UTC, date, datetime, tzinfo
from fractions import Fraction
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_datetime
from flask import Flask, g
from flask.templating import Environment as FlaskEnvironment
from flask_babel import format_date, get_locale, get_timezone
from jinja2 import StrictUndefined
from markupsafe import Markup

from domain.scoring import display_percent
from web import clock
from web.demo import is_demo
from web.forms import failed_forms
from web.i18n import on_local_clock
from web.safe_html import safe_html
from web.session import actor_or_none


class Environment(FlaskEnvironment):
    """Flask's, whose templates share one table of globals.

    Each template has a layer of its own otherwise, which none of ours fills and which every import
    of macros goes through name by name.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals if d is None else super().make_globals(d)


def init_app(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        local_date=local_date,
        local_datetime=local_datetime,
        local_time=local_time,
        days_until=days_until,
        exact_datetime=exact_datetime,
        percent=percent,
        safe_html=safe_html,
        calendar_date=calendar_date,
        month_of_year=month_of_year,
        iso=lambda moment: moment.astimezone(UTC).isoformat(timespec="seconds"),
    )
    app.jinja_env.globals["weekday_letters"] = weekday_letters
    app.context_processor(_for_every_page)


def _for_every_page() -> dict[str, Any]:
    """Nothing here may touch the database while the page for an unexpected error is made."""
    broken = g.get("unexpected_error", False)
    return {
        "viewer": None if broken else actor_or_none(),
        "viewer_is_unknown": broken,
        "failed_forms": [] if broken else failed_forms(),
        "installation_is_demo": not broken and is_demo(),
        "now": clock.now(),
        "locale": "en",
    }


def local_datetime(moment: datetime) -> str:
    """A moment as date and time in the reader's school's zone."""
    return _at(moment.replace(second=0, microsecond=0), "EEE d MMM y, h:mm a")


def exact_datetime(moment: datetime) -> str:
    """A moment to the second, where a second decides."""
    return _at(moment.replace(microsecond=0), "EEE d MMM y, h:mm:ss a")


def local_date(moment: datetime) -> str:
    """A moment as a date in the reader's school's zone."""
    return format_date(on_local_clock(moment), "EEE d MMM y", rebase=False)


def calendar_date(day: date) -> str:
    """A day that belongs to no zone, as a law's date does."""
    return format_date(day, "d MMMM y", rebase=False)


def month_of_year(day: date) -> str:
    """The month that a day is in, and its year."""
    return format_date(day, "LLLL y", rebase=False)


def weekday_letters() -> list[str]:
    """The letters of the weekdays from Sunday on, as a calendar heads its columns."""
    return [format_date(date(2023, 1, day), "ccccc", rebase=False) for day in range(1, 8)]


def local_time(moment: datetime) -> str:
    """A moment as a time of day in the reader's school's zone."""
    return _at(moment.replace(second=0, microsecond=0), "h:mm a")


def _at(moment: datetime, pattern: str) -> str:
    return _formatted(moment, pattern, get_timezone(), get_locale())


@lru_cache(maxsize=1024)  # a page says the same few moments again and again
def _formatted(moment: datetime, pattern: str, zone: tzinfo, locale: Locale) -> str:
    return format_datetime(moment, pattern, tzinfo=zone, locale=locale)


def days_until(moment: datetime) -> int:
    """How many midnights of the reader's school lie ahead of a moment: 1 is tomorrow."""
    return (on_local_clock(moment).date() - on_local_clock(clock.now()).date()).days


def as_data(text: str) -> Markup:
    """A text of the school's own, which is in no language of the product's."""
    return Markup('<span translate="no">{}</span>').format(text)


def percent(score: Fraction | None) -> str:
    """A share of 0..1 as a whole per cent, halves rounded up; a dash for none."""
    if score is None:
        return "–"
    return f"{display_percent(score * 100)}%"
