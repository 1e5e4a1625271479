"""The quiz page's timer in a real browser goes by the server's clock, quietly."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from models.assignments import Assignment
from models.session import db, unit_of_work
from tests.browser.answering import begin_quiz
from tests.browser.signing_in import sign_in
from tests.cast import MORNING, Cast
from tests.conftest import Clock

A_YEAR_OFF = "const real = Date.now; Date.now = () => real() + 31536000000;"


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's attempt, for which she has half an hour."""
    return begin_quiz(cast, time_limit_minutes=30)


@pytest.fixture
def maya(
    app: Flask,
    cast: Cast,
    attempt: UUID,
    address: str,
    open_context: Callable[..., BrowserContext],
) -> Callable[[], Page]:
    """Open the quiz in a browser of Maya's, whose clock is a year off."""

    def open_quiz() -> Page:
        context = sign_in(open_context(), app, cast.maya, address)
        context.add_init_script(A_YEAR_OFF)
        page = context.new_page()
        page.goto(f"{address}/attempts/{attempt}")
        page.wait_for_selector("form[data-is-live]")
        return page

    return open_quiz


def test_it_counts_down_by_the_servers_clock_and_can_be_hidden(
    maya: Callable[[], Page], clock: Clock
) -> None:
    clock.advance(minutes=10)
    page = maya()

    expect(page.locator("[data-left]")).to_have_text("20 min left")
    page.get_by_role("button", name="Hide the time left").click()
    expect(page.locator("[data-left]")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-left]")).to_be_hidden()
    expect(page.locator("#timer time")).to_have_text(re.compile("9:30.AM"))
    page.get_by_role("button", name="Show the time left").click()
    expect(page.locator("[data-left]")).to_be_visible()


def test_readers_hear_of_it_at_one_minute_and_not_at_every_second(
    maya: Callable[[], Page], clock: Clock
) -> None:
    clock.advance(minutes=28, seconds=52)
    page = maya()
    status = page.locator("#timer [role=status]")

    expect(status).to_have_text("60 s left", timeout=20_000)
    expect(page.locator("[data-left]")).to_have_text(re.compile(r"^5\d s left$"))
    expect(status).to_have_text("60 s left")


def test_more_time_that_a_teacher_gives_arrives_on_the_page(
    maya: Callable[[], Page], clock: Clock
) -> None:
    page = maya()
    with unit_of_work():
        db.session.scalars(select(Assignment)).one().time_limit_minutes = 45

    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.locator("#timer time")).to_have_text(re.compile("9:45.AM"))
    expect(page.locator("[data-left]")).to_have_text("45 min left")


def test_when_time_is_up_the_results_come_by_themselves(
    maya: Callable[[], Page], clock: Clock, attempt: UUID
) -> None:
    clock.advance(minutes=29, seconds=58)
    page = maya()
    page.locator("[data-position='1'] input[value=right]").check()
    page.locator("[data-position='1'] .receipt[data-state=saved]").wait_for()
    clock.now = MORNING + timedelta(minutes=30, seconds=10)

    page.wait_for_url(f"**/attempts/{attempt}/results")

    expect(page.get_by_text("what was saved by then counts")).to_be_visible()


def test_the_timer_and_the_bar_are_both_in_sight_further_down(maya: Callable[[], Page]) -> None:
    page = maya()
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        page.locator("#q4").scroll_into_view_if_needed()

        timer, bar = page.locator("#timer").bounding_box(), page.locator("nav#question-list")
        below = bar.bounding_box()
        assert timer
        assert below
        assert timer["y"] >= 0
        assert below["y"] >= timer["y"] + timer["height"] - 1
        top = page.locator("#timer [data-left]").evaluate(
            """left => {
              const box = left.getBoundingClientRect();
              return document.elementFromPoint(box.x + 2, box.y + box.height / 2) === left;
            }"""
        )
        assert top, "something covers the time left"


def test_what_is_not_sent_when_time_is_up_is_spoken_of(
    maya: Callable[[], Page], clock: Clock
) -> None:
    clock.advance(minutes=29, seconds=57)
    page = maya()
    page.context.set_offline(True)
    page.locator("[data-position='1'] input[value=right]").check()

    expect(page.locator("[data-left]")).to_contain_text("Time is up")
    expect(page.locator("[data-too-late]")).to_contain_text("then your teacher decides")
