"""What the product tells a student stands on their first page until they have seen it."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from models.notices import Notice
from models.session import db, unit_of_work
from progress.notices import notify
from tests.cast import MORNING, Cast
from tests.client import Client
from web.wording import NOTICES, word_notice

Browser = Callable[..., Client]


@pytest.fixture
def told(cast: Cast) -> None:
    """Maya's result has changed, for a reason with marks in it."""
    values = {"title": "Quiz 1", "before": "6", "after": "7.5", "of": 10, "reason": "<b>So</b>."}
    with unit_of_work():
        notify(cast.northfield, cast.maya, "result-rescored", values, MORNING)


def test_a_notice_stays_until_it_is_seen(cast: Cast, browser_of: Browser, told: None) -> None:
    maya = browser_of(cast.maya)
    home = maya.get("/home")
    assert "changed from 6 to 7.5 of 10 : <b>So</b>." in home.text
    assert "changed from 6" in maya.get("/home").text

    form = home.form("Seen")
    assert "changed from 6" not in form.submit().text
    assert "changed from 6" not in form.submit().text

    everything = maya.get("/home").click("All notices")
    assert "changed from 6" in everything.text
    assert everything.soup.select("form[action*='/notices/']") == []


def test_nobody_else_sees_it_or_takes_it_away(cast: Cast, browser_of: Browser, told: None) -> None:
    notice_id = db.session.scalars(select(Notice.id)).one()
    for person in (cast.jonas, cast.tom):
        browser = browser_of(person)
        assert "changed from" not in browser.get("/home").text
        assert "Nothing yet" in browser.get("/notices").text
        browser.post(f"/notices/{notice_id}/seen", status=404)
    assert "changed from" in browser_of(cast.maya).get("/home").text


@pytest.mark.parametrize("kind", sorted(NOTICES))
def test_every_kind_is_worded_and_what_people_typed_is_escaped(app: Flask, kind: str) -> None:
    names = ("title", "before", "after", "of", "reason", "question", "reply", "answers")
    values = dict.fromkeys(names, "<script>")
    assert "<script>" not in word_notice(kind, values)
    assert '<span translate="no">&lt;script&gt;</span>' in word_notice(kind, values)
