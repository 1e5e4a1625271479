"""The HTML that course content may hold: cleaned when it is saved and again when it is shown."""

import re
from functools import lru_cache
from typing import Final

import nh3
from markupsafe import Markup

_TEXT = ("a", "abbr", "b", "br", "code", "em", "i", "q", "s", "span", "strong", "sub", "sup")
_BLOCKS = ("blockquote", "div", "dl", "dt", "dd", "h3", "h4", "hr", "p", "pre", "section")
_LISTS = ("li", "ol", "ul")
_TABLES = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")

TAGS: Final = frozenset((*_TEXT, *_BLOCKS, *_LISTS, *_TABLES))

ATTRIBUTES: Final = {
    "a": {"href", "id"},
    "abbr": {"title"},
    "div": {"id", "role", "tabindex", "aria-label"},
    "ol": {"start"},
    "section": {"id"},
    "span": {"id"},
    "table": {"aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

CLASSES: Final = {
    "a": {"term"},
    "caption": {"visually-hidden"},
    "div": {"then-and-now", "then", "now", "table-scroll"},
    "section": {"then", "now"},
    "span": {"cited"},
    "sup": {"note-ref"},
    "td": {"num"},
    "th": {"num"},
}


# Another site over https, a place on this page, a page of ours, or another lesson.
_TARGET = re.compile(r"https://[^\s\\]+|#[\w.-]+|(/(?!/)|[a-z0-9])[\w./?&=%#-]*", re.ASCII)


@lru_cache(maxsize=4096)  # versions are immutable, so that the same text comes again and again
def clean_html(html: str) -> str:
    """Return `html` with nothing but what the lists above allow."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=_known_target,
        url_schemes={"https"},
        link_rel=None,
    )


def safe_html(html: str) -> Markup:
    """The template filter: cleaned HTML that is not escaped again."""
    return Markup(clean_html(html))  # noqa: S704 - nh3 has just cleaned it


def _known_target(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or _TARGET.fullmatch(value) else None
