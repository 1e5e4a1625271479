"""Whatever is sent, the answer is a clear page and nothing false is recorded."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.client import Client
from tests.lessons.bookshelf import (
    MEETING,
    answer,
    check_answers,
    part,
    publish_lesson,
    sections_of,
)

ROLES = ("maya", "rivera", "okafor")
FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CALM = {200, 302, 400, 404, 405, 410, 422}
anything = st.text(max_size=40) | st.sampled_from(
    ["right", "wrong-1", "true", "1", "first", "\x00", "check-who-opens", "../", "-1"]
)


def test_an_unknown_lesson_section_or_question(maya: Client) -> None:
    maya.get("/lessons/no-such-lesson", status=404)
    maya.get(MEETING)
    maya.post(f"{MEETING}/sections/no-such-section", status=404)
    maya.post("/lessons/no-such-lesson/sections/who-opens", status=404)
    maya.post(MEETING, {"question": "no-such-question"}, status=404)
    maya.post(MEETING, {}, status=404)
    maya.post("/lessons/no-such-lesson", {"question": "check-who-opens"}, status=404)


def test_another_lessons_question_and_a_graded_one(maya: Client, cast: Cast) -> None:
    maya.get(MEETING)
    for question in ("check-how-counted", "single-1"):
        fields = {"question": question, f"answer-{question}": "right"}
        maya.post(MEETING, fields, status=404)
    assert check_answers(cast.maya) == []


def test_an_unknown_option_is_refused_in_words(maya: Client, cast: Cast) -> None:
    page = answer(maya.get(MEETING), "check-who-opens", "forged", status=422)
    assert "not one of the options" in part(page, "check-check-who-opens-error")
    page = answer(maya.get(MEETING), "check-who-opens", ["right", "wrong-1"], status=422)
    assert "Choose one option only." in part(page, "check-check-who-opens-error")
    assert check_answers(cast.maya) == []


def test_a_forged_version_falls_back_to_the_present_wording(maya: Client, cast: Cast) -> None:
    publish_lesson("other", kind="true_false")
    maya.get(MEETING)
    for version in ("nonsense", "", "00000000-0000-0000-0000-000000000000"):
        maya.post(
            MEETING,
            {
                "question": "check-who-opens",
                "version": version,
                "answer-check-who-opens": "right",
            },
        )
    assert len({row.question_version_id for row in check_answers(cast.maya)}) == 1


@pytest.mark.parametrize("name", ROLES)
def test_junk_in_addresses(name: str, browser_of: Callable[..., Client], cast: Cast) -> None:
    browser = browser_of(getattr(cast, name))

    @FEW
    @given(junk=anything)
    def story(junk: str) -> None:
        path = quote(junk, safe="")
        for address in (
            f"/lessons/{path}",
            f"{MEETING}?again={path}",
            f"{MEETING}?assignment={path}",
        ):
            assert browser.flask.get(address).status_code in CALM | {308}

    story()


@pytest.mark.parametrize("name", ROLES)
def test_junk_in_forms(name: str, browser_of: Callable[..., Client], cast: Cast) -> None:
    publish_lesson("steps")
    browser = browser_of(getattr(cast, name))
    browser.get(MEETING)
    token = browser.csrf_token()

    @FEW
    @given(
        target=st.sampled_from(
            [
                (MEETING, "check-who-opens"),
                (MEETING, "check-who-writes"),
                ("/lessons/voting-rules", "check-how-counted"),
                ("/lessons/steps", "steps-check-1"),
            ]
        ),
        values=st.lists(anything, max_size=4),
        places=st.dictionaries(anything, anything, max_size=4),
        version=anything,
        as_json=st.booleans(),
    )
    def story(
        target: tuple[str, str],
        values: list[str],
        places: dict[str, str],
        version: str,
        as_json: bool,
    ) -> None:
        address, question = target
        data: dict[str, Any] = {"csrf_token": token, "question": question, "version": version}
        data[f"answer-{question}"] = values
        data |= {f"answer-{question}-{key}": value for key, value in places.items()}
        headers = {"Accept": "application/json"} if as_json else {}
        assert browser.flask.post(address, data=data, headers=headers).status_code in CALM

    story()
    for row in check_answers(getattr(cast, name)):
        assert set(row.answer) <= {"choice", "choices", "order"}


def test_junk_for_sections(maya: Client, cast: Cast) -> None:
    maya.get(MEETING)
    token = maya.csrf_token()

    @FEW
    @given(section=anything, passing=anything)
    def story(section: str, passing: str) -> None:
        address = f"{MEETING}/sections/{quote(section, safe='')}"
        data = {"csrf_token": token, "passing": passing}
        assert maya.flask.post(address, data=data).status_code in CALM | {308}

    story()
    assert sections_of(cast.maya) == set()
