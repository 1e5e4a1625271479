"""Junk of every sort, sent by everybody, is answered with a message and never with a fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.session import unit_of_work
from quizzes import actions
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, answers

Browser = Callable[..., Client]

few = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)

ANSWER_NAMES = ["choice", "choices", "order", "pairs", "groups", "number", "text", "gaps"]
ANSWER_NAMES += ["claim", "sentence", "first", "left-1", "chosen", "typed"]

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.sampled_from(["right", "right-1", "true", "first"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(ANSWER_NAMES) | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
envelopes = st.fixed_dictionaries(
    {},
    optional={
        "position": st.integers(1, 11) | anything,
        "client": st.just("tab-of-the-story") | anything,
        "sequence": st.integers(1, 5) | anything,
        "base": st.integers(0, 3) | anything,
        "answer": anything,
    },
)
FIELD_NAMES = [f"{name}-{number}" for name in ("base", "q4") for number in (0, 1, 2, 4, 99999)]
FIELD_NAMES += [f"base-{number}" for number in range(5, 12)]
FIELD_NAMES += ["q5-first", "q6-left-1", "q7", "q8", "q9-chosen", "q9-typed", "q10-claim", "q11"]
FIELD_NAMES += ["q1", "q2", "q3", "q4-first", "q4-", "then", "client", "title"]
FIELD_NAMES += ["random-riverbend-bank", "questions-riverbend-bank"]
field_names = st.sampled_from(FIELD_NAMES)
field_values = st.text(max_size=30) | st.sampled_from(
    [
        "right",
        "right-1",
        "1",
        "4",
        "0.00000000",
        "1.74234e98",
        "9999999999.74234e98",
        "-1",
        "hand-in",
    ]
)
fields = st.lists(st.tuples(field_names, field_values), max_size=8)


@pytest.fixture
def attempt(cast: Cast, assign: Assign, clock: Clock) -> UUID:
    assignment = assign("riverbend-every-kind")
    with unit_of_work():
        return actions.start_attempt(cast.actor("maya"), assignment, clock.now)


@pytest.fixture(params=["maya", "jonas", "rivera", "okafor"])
def browser(request: pytest.FixtureRequest, cast: Cast, browser_of: Browser) -> Client:
    client = browser_of(getattr(cast, request.param))
    client.csrf_token()
    return client


@few
@given(data=anything | envelopes)
def test_any_json(browser: Client, attempt: UUID, data: Any) -> None:
    reply = browser.flask.post(
        f"/attempts/{attempt}/answers",
        data=json.dumps(data),
        content_type="application/json",
        headers={"X-CSRFToken": browser.csrf_token()},
    )

    assert reply.status_code < 500
    if reply.status_code >= 400:
        assert reply.json is not None


@few
@given(data=fields)
def test_any_form(browser: Client, attempt: UUID, data: list[tuple[str, str]]) -> None:
    body = urlencode([*data, ("csrf_token", browser.csrf_token())], errors="replace")
    for path in (
        f"/attempts/{attempt}",
        "/quizzes/new",
        f"/assignments/{attempt}/quiz",
        f"/attempts/{attempt}/practise",
        f"/quizzes/{attempt}/preview",
        f"/quizzes/{attempt}/archive",
    ):
        reply = browser.flask.post(
            path, data=body, content_type="application/x-www-form-urlencoded"
        )
        assert reply.status_code < 500, path


@few
@given(data=st.binary(max_size=60))
def test_any_bytes(browser: Client, attempt: UUID, data: bytes) -> None:
    for content_type in ("application/json", "multipart/form-data; boundary=x", "text/plain", ""):
        reply = browser.flask.post(
            f"/attempts/{attempt}/answers",
            data=data,
            content_type=content_type,
            headers={"X-CSRFToken": browser.csrf_token()},
        )
        assert reply.status_code < 500


@few
@given(data=anything)
def test_whatever_is_kept_can_be_shown_and_marked(
    cast: Cast, browser_of: Browser, attempt: UUID, data: Any
) -> None:
    maya = browser_of(cast.maya)
    for position in range(1, 12):
        maya.post_json(
            f"/attempts/{attempt}/answers",
            {"position": position, "client": "tab-of-the-story", "sequence": 1, "base": 0}
            | {"answer": data},
        )

    maya.get(f"/attempts/{attempt}")
    assert set(answers(attempt)) <= set(range(1, 12))
