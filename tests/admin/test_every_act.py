"""Every kind of act that can be recorded has its words, and the log can be drawn with it."""

from collections.abc import Callable
from typing import Any, get_args
from uuid import UUID

import pytest

from admin.queries.log import log_page
from admin.wording import ACTS
from models.audit import Act, record
from models.base import new_id
from models.session import unit_of_work
from tests.cast import Cast
from tests.classes.classroom import Classroom
from tests.client import Client
from tests.conftest import Clock

KINDS = get_args(Act)


@pytest.fixture
def recorded(cast: Cast, clock: Clock) -> dict[str, tuple[UUID, dict[str, Any]]]:
    """The subject and the details of each kind of act, as the product records them."""
    room = Classroom(cast, clock)
    given = room.give()
    attempt = room.take("maya", given)
    maya, civics, quiz, now = str(cast.maya), str(cast.civics), room.quiz(), clock.now.isoformat()
    dates = {"due_at": now, "closes_at": None, "time_limit_minutes": 20}
    rules: dict[str, Any] = {
        "opens_at": now,
        "due_at": now,
        "closes_at": None,
        "attempts_allowed": 1,
        "feedback_policy": "after_submission",
        "score_rule": "best",
        "explains_words": True,
        "time_limit_minutes": None,
        "closing_policy": "full_time",
        "late_policy": "mark_late",
        "late_percent": 0,
    }
    other_rules = {**rules, "due_at": None, "attempts_allowed": None, "late_policy": "take_off"}
    granted = {"time_percent": 100, "extra_attempts": 0, "extra_days": 0, "hides_timer": False}
    asked = {"question": "single-1", "note": "The minutes say so."}
    late = {"student": maya, "answers": 2, "reason": "The line was down."}
    of_class = {"class_id": civics}
    return {
        "accept-challenge": (attempt, asked),
        "accept-late-answers": (attempt, late),
        "add-person": (cast.chen, {"roles": ["teacher"]}),
        "add-students": (cast.civics, {"people": [maya, str(cast.jonas)]}),
        "add-teacher": (cast.civics, {"teacher": str(cast.chen)}),
        "archive-class": (cast.civics, {}),
        "archive-person": (cast.maya, {}),
        "archive-quiz": (quiz, {"title": "Riverbend"}),
        "assign": (given, {"title": "Riverbend", **rules}),
        "build-quiz": (quiz, {"title": "Riverbend"}),
        "challenge-question": (attempt, asked),
        "change-accommodation": (
            cast.maya,
            {"before": granted, "after": {**granted, "time_percent": 150, "hides_timer": True}},
        ),
        "change-assignment": (given, {"before": rules, "after": other_rules}),
        "change-dates-for-group": (given, {"people": [maya], "given": dates}),
        "change-dates-for-student": (
            given,
            {"student": maya, "before": dict.fromkeys(dates), "after": dates},
        ),
        "change-email": (cast.chen, {"before": "", "after": "chen@example.org"}),
        "change-own-password": (cast.chen, {}),
        "change-quiz": (quiz, {"before": "Riverbend", "after": "Riverbend again"}),
        "change-roles": (cast.chen, {"before": "teacher", "after": "administrator, teacher"}),
        "change-school": (
            cast.northfield,
            {
                "before": {"name": "Northfeld School", "time_zone": "America/Chicago"},
                "after": {"name": "Northfield School", "time_zone": "America/Denver"},
            },
        ),
        "change-user-name": (cast.maya, {"before": "maya", "after": "maya-b"}),
        "clear-sign-in-delay": (cast.maya, {}),
        "create-class": (cast.civics, {"name": "Civics 3"}),
        "decline-challenge": (attempt, asked),
        "decline-late-answers": (attempt, late),
        "give-again": (given, {"title": "Riverbend"}),
        "give-attempt": (given, {"student": maya, "extra_attempts": 1}),
        "join-class": (cast.civics, {}),
        "lock-class-code": (cast.civics, {}),
        "mark-answer": (attempt, {"student": maya, "question": 1, "percent": 75}),
        "merge-students": (cast.maya, {"gone": str(cast.jonas), **of_class}),
        "put-student-back": (cast.maya, of_class),
        "remove-student": (cast.maya, of_class),
        "remove-teacher": (cast.civics, {"teacher": str(cast.chen)}),
        "rename-class": (cast.civics, {"before": "Civics 2", "after": "Civics 3"}),
        "rename-person": (cast.maya, {"before": "Maya", "after": "Student Maya"}),
        "renew-class-code": (cast.civics, {}),
        "reopen-attempt": (attempt, {"assignment": str(given), "student": maya}),
        "rescore-question": (given, {**asked, "rose": 2, "fell": 0}),
        "reset-password": (cast.maya, {}),
        "restore-class": (cast.civics, {}),
        "restore-person": (cast.maya, {}),
        "unlock-class-code": (cast.civics, {}),
        "withdraw-assignment": (given, {"title": "Riverbend"}),
    }


def test_every_kind_of_act_has_its_words() -> None:
    assert sorted(ACTS) == sorted(KINDS)


def test_the_log_shows_one_of_every_kind(
    recorded: dict[str, tuple[UUID, dict[str, Any]]],
    cast: Cast,
    clock: Clock,
    browser_of: Callable[..., Client],
) -> None:
    assert sorted(recorded) == sorted(KINDS), "a new kind of act belongs into this story too"
    with unit_of_work():
        for kind, (subject, details) in recorded.items():
            record(cast.actor("rivera"), kind, subject, clock.now, **details)
    okafor = browser_of(cast.okafor)

    for kind in KINDS:
        page = okafor.get(f"/school/log?kind={kind}")
        assert str(ACTS[kind]) in page.text or kind == "merge-students"
        assert page.soup.select_one("main ol.rows li")
    assert okafor.get("/school/log").soup.select("main ol.rows li")


def test_a_marked_answer_is_named_by_what_its_question_asked(
    recorded: dict[str, tuple[UUID, dict[str, Any]]], cast: Cast, clock: Clock
) -> None:
    attempt, details = recorded["mark-answer"]
    with unit_of_work():
        record(cast.actor("rivera"), "mark-answer", attempt, clock.now, **details)

    question, who, _title, civics = log_page(cast.actor("okafor")).lines[0].subjects

    assert question.endswith("?")
    assert (who, civics) == ("Student Maya", "Civics 3")


@pytest.mark.parametrize("question", ["nowhere", 99, 0, -1, True, 1.5, None, [], {}])
def test_a_question_that_is_not_there_takes_no_page_away(
    question: object,
    recorded: dict[str, tuple[UUID, dict[str, Any]]],
    cast: Cast,
    clock: Clock,
    browser_of: Callable[..., Client],
) -> None:
    attempt = recorded["mark-answer"][0]
    with unit_of_work():
        record(cast.actor("rivera"), "mark-answer", attempt, clock.now, question=question)
        record(cast.actor("rivera"), "mark-answer", new_id(), clock.now, question=question)
    assert "marked an answer" in browser_of(cast.okafor).get("/school/log").text
