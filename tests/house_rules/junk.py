"""What nobody should send, and what no answer to it may be."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.client import Client, Page, check_page
from web.forms import clean

SCRIPT = "<script>alert(1)</script>"

NASTY = (
    "",
    " ",
    "\0",
    "a\0b",
    "\x1b[31m\x07",
    "\r\nSet-Cookie: taken=1",
    "\u202eesrever\u2066",
    "\u200b",
    "e\u0301" * 70,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 20,
    "\ufdd0\uffff\U0010ffff",
    "x" * 20_000,
    "7" * 5_000,
    "-1",
    "0",
    "2147483648",
    "9223372036854775808",
    "1e999",
    "NaN",
    "\u0663",
    "\u00b2",
    "' OR 1=1 --",
    "'; DROP TABLE people; --",
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "%s%n%(name)s%",
    "{0.__class__}",
    "../../../etc/passwd",
    "//elsewhere.example/",
    "https://elsewhere.example/",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "javascript:alert(1)",
    "[::1",
    "null",
    "true",
    "[]",
    "{}",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "2026-03-08T02:30",
    "2026-11-01T01:30",
    "2026-13-45T99:99",
    "2026-09-15T12:00+23:59",
    "00000000-0000-0000-0000-000000000000",
    "yes",
    "on",
)

# What a browser can send: any text but halves of characters, which have no UTF-8.
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
values = st.one_of(texts, st.lists(texts, max_size=4))
field_sets = st.dictionaries(texts.map(lambda text: text[:200]), values, max_size=4)

jsons = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.sampled_from([2**31, 2**63, 2**64, -(2**63) - 1, 10**400]),
        texts,
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@st.composite
def spoiled(draw: st.DrawFn, fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """A form's fields, some of them replaced, doubled or left out, and perhaps some more."""
    sent = dict(fields)
    for name in draw(st.lists(st.sampled_from(sorted(fields)), unique=True)) if fields else []:
        junk = draw(st.one_of(st.none(), values))
        if junk is None:
            del sent[name]
        else:
            sent[name] = junk if isinstance(junk, list) else [junk]
    more = draw(st.one_of(st.just({}), field_sets))
    for name, junk in more.items():
        sent.setdefault(name, junk if isinstance(junk, list) else [junk])
    return sent


def faults(path: str, response: TestResponse) -> list[str]:
    """What is wrong with an answer, whatever was sent."""
    found = []
    text = response.get_data(as_text=True)
    if response.status_code >= 500:
        found.append(f"status {response.status_code}")
    if "Traceback (most recent call last)" in text:
        found.append("a stack trace")
    location = response.headers.get("Location", "/").removeprefix("http://localhost")
    if not location.startswith("/") or location.startswith(("//", "/\\")):
        found.append(f"a way out to {location}")
    if response.mimetype == "text/html" and SCRIPT in text:
        found.append("a script from outside")
    return [f"{path}: {fault}" for fault in found]


def page_faults(client: Client, path: str, response: TestResponse) -> list[str]:
    """What `check_page` finds on an answer that is a page."""
    if response.mimetype != "text/html":
        return []
    try:
        check_page(client.app, Page(client, path, response))
    except AssertionError as fault:
        return [str(fault)]
    return []


TYPED = "textarea, input:not([type]), " + ", ".join(
    f"input[type={kind}]" for kind in ("text", "email", "search", "number", "datetime-local")
)


def forgotten(page: Page, sent: dict[str, list[str]]) -> list[str]:
    """Fields of a refused form that do not show what was typed into them."""
    shown = {
        str(control["name"]): str(control.get("value", control.get_text().removeprefix("\n")))
        for control in page.soup.select(TYPED)
        if control.get("name")
    }
    return [
        f"{name}: shows {shown[name]!r} instead of {typed[0]!r}"
        for name, typed in sent.items()
        if name in shown and len(typed) == 1 and _as_shown(shown[name]) != _as_shown(typed[0])
    ]


def _as_shown(text: str) -> str:
    """Text without what fields drop and pages cannot hold."""
    return " ".join((clean(text.replace("\r\n", "\n")) or "").split())


def as_lists(fields: dict[str, Any]) -> dict[str, list[str]]:
    """Plain fields as a form sends them."""
    return {name: [str(value)] for name, value in fields.items()}
