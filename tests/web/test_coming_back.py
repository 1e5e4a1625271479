"""The way back from a side trip leads to a page of ours, or to the usual one."""

import pytest
from flask import Flask

from web.coming_back import origin, page_before, remember_origin


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/assign?class=3", "/assign?class=3"),
        ("http://localhost/quizzes", "/quizzes"),
        ("http://elsewhere.example/quizzes", "/usual"),
        ("http://localhost//elsewhere.example", "/usual"),
        ("javascript:alert(1)", "/usual"),
        ("http://[::1", "/usual"),
        ("http://localhost/" + "x" * 600, "/usual"),
        ("", "/usual"),
    ],
)
def test_only_a_page_of_ours_is_gone_back_to(app: Flask, referrer: str, back: str) -> None:
    with app.test_request_context(headers={"Referer": referrer}):
        remember_origin()

        assert origin("/usual") == back


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/progress?course=1", "/progress?course=1"),
        ("http://localhost/sign-out", None),  # takes what is sent, and shows nothing
        ("http://localhost/nowhere", None),
        ("http://localhost/home", None),  # would be refused again
        ("http://elsewhere.example/progress", None),
        ("", None),
    ],
)
def test_the_page_before_is_one_that_can_be_opened(
    app: Flask, referrer: str, back: str | None
) -> None:
    with app.test_request_context("/home", headers={"Referer": referrer}):
        assert page_before() == back


def test_a_form_leads_back_to_its_own_page(app: Flask) -> None:
    headers = {"Referer": "http://localhost/account"}
    with app.test_request_context("/account", method="POST", headers=headers):
        assert page_before() == "/account"
