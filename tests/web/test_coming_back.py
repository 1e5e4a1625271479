"""The way back from a side trip leads to a page of ours, or to the usual one."""

import pytest
from flask import Flask

from web.coming_back import origin, remember_origin


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
