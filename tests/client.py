"""A client that uses the product as a browser without JavaScript and checks every page it gets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from bs4 import BeautifulSoup, Tag
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from models.people import Membership
from models.session import db, unit_of_work
from models.sign_in import SignInSession
from web.session import hash_token

REDIRECTS_AT_MOST = 5


class _Browser(FlaskClient):
    """A test client that inherits nothing from another browser's request.

    A story runs inside one application context, where Flask-Login keeps the person it loaded,
    Flask-WTF its token and Flask-Babel the time zone.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            for name in list(g):
                g.pop(name)
        return super().open(*args, **kwargs)


class Client:
    """One browser of one person. Every HTML answer is parsed and must pass `check_page`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.flask = _Browser(app, app.response_class, use_cookies=True)
        self.page: Page | None = None

    def sign_in_as(self, person_id: UUID) -> Client:
        """Be this person, without going through the sign-in page."""
        token = f"test-token-{person_id}-{id(self)}"
        with self.app.app_context(), unit_of_work():
            school_id = db.session.query(Membership.school_id).filter_by(person_id=person_id)[0][0]
            db.session.merge(
                SignInSession(
                    token_hash=hash_token(token),
                    person_id=person_id,
                    school_id=school_id,
                    created_at=self._now(),
                    expires_at=self._now() + timedelta(days=365),
                )
            )
        with self.flask.session_transaction() as session:
            session.clear()
            session["_user_id"] = token
            session["_fresh"] = True
        return self

    def _now(self) -> datetime:
        moment: datetime = self.app.config["CLOCK"]()
        return moment

    def get(self, path: str, status: int = 200, **kwargs: Any) -> Page:
        """Open a path, following redirects; fails unless the last answer has `status`."""
        return self._settle(self.flask.get(path, **kwargs), path, status)

    def post(
        self, path: str, data: Mapping[str, Any] | None = None, status: int = 200, **kwargs: Any
    ) -> Page:
        """Send a form with a fresh CSRF token, as a page of ours would; follows redirects."""
        fields = MultiDict(data or {})
        fields.setdefault("csrf_token", self.csrf_token())
        return self._settle(self.flask.post(path, data=fields, **kwargs), path, status)

    def post_json(self, path: str, data: Any, token: str | None = None) -> TestResponse:
        """Send JSON as our scripts do; the answer comes back unread."""
        headers = {"X-CSRFToken": self.csrf_token() if token is None else token}
        return self.flask.post(path, json=data, headers=headers)

    def csrf_token(self) -> str:
        """The token of the page last seen, or of the front page."""
        page = self.page
        if page is None or page.csrf_token is None:
            page = self.get("/account" if self._is_signed_in() else "/sign-in")
        assert page.csrf_token is not None, f"{page.path} has no CSRF token"
        return page.csrf_token

    def _is_signed_in(self) -> bool:
        with self.flask.session_transaction() as session:
            return "_user_id" in session

    def _settle(self, response: TestResponse, path: str, status: int) -> Page:
        for _ in range(REDIRECTS_AT_MOST):
            if response.status_code not in {301, 302, 303, 307, 308}:
                break
            path = urljoin(path, response.headers["Location"])
            response = self.flask.get(path)
        page = Page(self, path, response)
        assert page.status == status, (
            f"{path}: {page.status} instead of {status}\n{page.text[:800]}"
        )
        if page.is_html:
            check_page(self.app, page)
            self.page = page
        return page


class Page:
    """An answer, parsed."""

    def __init__(self, client: Client, path: str, response: TestResponse) -> None:
        self.client = client
        self.path = path
        self.response = response
        self.status = response.status_code
        self.is_html = response.mimetype == "text/html"
        self.body = response.get_data(as_text=True)
        self.soup = BeautifulSoup(self.body, "html.parser")

    @property
    def text(self) -> str:
        """What can be read on the page, with single spaces."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def title(self) -> str:
        return self.soup.title.get_text(strip=True) if self.soup.title else ""

    @property
    def csrf_token(self) -> str | None:
        field = self.soup.select_one("input[name=csrf_token]")
        meta = self.soup.select_one("meta[name=csrf-token]")
        if field is not None:
            return str(field["value"])
        return str(meta["content"]) if meta is not None else None

    def errors(self) -> str:
        """The text of all error messages on the page."""
        return " ".join(
            tag.get_text(" ", strip=True) for tag in self.soup.select(".error, .errors")
        )

    def told(self) -> list[str]:
        """The fields that the page says first must be looked at, in its title too and by focus."""
        first = self.soup.select_one("main > :first-child")
        assert self.title.startswith("Error: "), self.title
        assert first["role"] == "alert", f"{self.path}: something stands above what is wrong"
        assert first.has_attr("autofocus")
        assert first["tabindex"] == "-1"
        assert self.body.count("Please check this form") == 1
        links = first.select("a")
        for link in links:
            field = self.soup.select_one(str(link["href"]))
            assert field.name in {"input", "select", "textarea"}, f"{link} goes to no field"
        return [link.get_text(strip=True) for link in links]

    def click(self, text: str) -> Page:
        """Follow the first link that contains `text`."""
        for link in self.soup.select("a[href]"):
            if text in " ".join(link.get_text(" ").split()):
                return self.client.get(urljoin(self.path, str(link["href"])))
        raise AssertionError(f"{self.path} has no link {text!r}")

    def form(self, button: str | None = None, action: str | None = None) -> Form:
        """The form with this button label, or whose action contains `action`."""
        for form in self.soup.select("form"):
            labels = [b.get_text(" ", strip=True) for b in form.select("button")]
            if button is not None and not any(button in label for label in labels):
                continue
            if action is not None and action not in str(form.get("action", self.path)):
                continue
            return Form(self, form, button)
        raise AssertionError(f"{self.path} has no form with {button or action!r}")

    def press(self, button: str, status: int = 200, **fields: Any) -> Page:
        """Fill in the form that has this button and press it."""
        return self.form(button).submit(status=status, **fields)


class Form:
    """A form as a browser would send it."""

    def __init__(self, page: Page, tag: Tag, button: str | None) -> None:
        self.page = page
        self.tag = tag
        self.fields = _form_values(tag)
        for pressed in tag.select("button[name]"):
            if button is not None and button in pressed.get_text(" ", strip=True):
                self.fields.setlist(str(pressed["name"]), [str(pressed.get("value", ""))])

    def submit(
        self, status: int = 200, fields: Mapping[str, Any] | None = None, **more: Any
    ) -> Page:
        """Send it with these fields changed; a list gives several values, None none."""
        for name, value in {**(fields or {}), **more}.items():
            if value is None:
                self.fields.poplist(name)
            else:
                self.fields.setlist(name, value if isinstance(value, list) else [value])
        action = urljoin(self.page.path, str(self.tag.get("action") or self.page.path))
        if str(self.tag.get("method", "get")).lower() == "get":
            return self.page.client.get(action, status=status, query_string=self.fields)
        response = self.page.client.flask.post(action, data=self.fields)
        return self.page.client._settle(response, action, status)


def _form_values(form: Tag) -> MultiDict[str, Any]:
    values: MultiDict[str, Any] = MultiDict()
    for control in form.select("input[name], textarea[name], select[name]"):
        name = str(control["name"])
        if control.has_attr("disabled"):
            continue
        if control.name == "select":
            for option in control.select("option[selected]") or control.select("option")[:1]:
                values.add(name, str(option.get("value", option.get_text())))
        elif control.name == "textarea":
            values.add(name, control.get_text().removeprefix("\r").removeprefix("\n"))
        elif control.get("type") in {"checkbox", "radio"}:
            if control.has_attr("checked"):
                values.add(name, str(control.get("value", "on")))
        elif control.get("type") != "submit":
            values.add(name, str(control.get("value", "")))
    return values


def check_page(app: Flask, page: Page) -> None:
    """Fail on what no page of ours may have: see each message."""
    soup, where = page.soup, page.path
    assert page.title, f"{where}: no title"
    assert soup.select_one("html[lang]"), f"{where}: no language"
    assert len(soup.select("h1")) == 1, f"{where}: {len(soup.select('h1'))} h1 headings"
    assert soup.select_one("main"), f"{where}: no main landmark"
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    doubled = {i for i in ids if ids.count(i) > 1}
    assert not doubled, f"{where}: ids used twice: {doubled}"
    for tag in soup.find_all(True):
        inline = [name for name in tag.attrs if name.startswith("on") or name == "style"]
        assert not inline, f"{where}: inline {inline} on <{tag.name}>"
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            for target in str(tag.get(name, "")).split():
                assert target in ids, f"{where}: {name} names a missing id {target}"
    for script in soup.select("script"):
        assert script.get("src"), f"{where}: inline script"
    for image in soup.select("img"):
        assert image.has_attr("alt"), f"{where}: image without alt"
    if soup.select_one("main [aria-invalid=true]") and not soup.select_one(".lesson"):
        told = soup.select_one("main > .notice-error[autofocus]")
        assert told, f"{where}: a field is wrong and nothing above the page says so"
        assert soup.title.get_text().startswith(("Error:", "⟦")), f"{where}: {page.title}"
    _check_controls(page, ids)
    _check_links(app, page, ids)


def _check_controls(page: Page, ids: list[str]) -> None:
    soup, where = page.soup, page.path
    labelled = {str(label["for"]) for label in soup.select("label[for]")}
    for control in soup.select("input, textarea, select"):
        if control.get("type") in {"hidden", "submit"}:
            continue
        named = (
            control.get("id") in labelled
            or control.find_parent("label") is not None
            or control.get("aria-label")
            or control.get("aria-labelledby")
        )
        assert named, f"{where}: unlabelled field {control.get('name')}"
    for button in soup.select("button, a[href]"):
        name = button.get_text(strip=True) or button.get("aria-label")
        assert name or button.select_one("img[alt], svg title"), f"{where}: nameless {button}"
    for form in soup.select("form"):
        if str(form.get("method", "get")).lower() == "post":
            assert form.select_one("[name=csrf_token]"), f"{where}: form without CSRF token"
    for table in soup.select("table"):
        assert table.select_one("caption") or table.get("aria-label"), f"{where}: table unnamed"


def _check_links(app: Flask, page: Page, ids: list[str]) -> None:
    adapter = app.url_map.bind("localhost")
    for link in page.soup.select("a[href], form[action]"):
        target = str(link.get("href") or link.get("action"))
        parts = urlsplit(urljoin(page.path, target))
        if parts.scheme not in {"", "http"} or parts.netloc:
            assert parts.scheme in {"mailto", "tel"}, f"{page.path}: link leaves the site: {target}"
            continue
        if target.startswith("#"):
            assert target[1:] in ids, f"{page.path}: dead anchor {target}"
            continue
        method = "POST" if str(link.get("method", "")).lower() == "post" else "GET"
        try:
            adapter.match(parts.path, method=method)
        except RequestRedirect:
            continue
        except MethodNotAllowed as error:
            raise AssertionError(f"{page.path}: {target} does not take {method}") from error
        except HTTPException as error:
            raise AssertionError(f"{page.path}: broken link {target}") from error


def untranslated(page: Page) -> list[str]:
    """Text that the pseudo-locale left alone and that is not marked as data."""
    found = []
    for text in page.soup.find_all(string=re.compile(r"[A-Za-z]{2}")):
        parents = list(text.parents)
        if any(p.name in {"script", "style"} or p.get("translate") == "no" for p in parents):
            continue
        if "⟦" not in " ".join(str(p.get_text()) for p in parents[:1]):
            found.append(" ".join(str(text).split()))
    return found
