"""One student's pages: all their work; attempts, one more, reopening, more time."""

from collections.abc import Callable

import pytest

from domain.access import FeedbackPolicy
from models.assignments import AssignmentOverride
from models.session import db
from tests.cast import Cast
from tests.classes.classroom import WRONG, Classroom
from tests.client import Client, Page


def test_a_students_name_leads_to_all_their_work(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    room.give(quiz=False)
    room.take("maya", room.give(), **WRONG)

    page = rivera.get(f"/classes/{cast.civics}").click("Student Maya")

    assert page.path == f"/classes/{cast.civics}/students/{cast.maya}/work"
    assert "1 of 2 assignments finished" in page.text
    assert "50%, low" in page.text
    assert "The rules of the meeting Lesson Not started" in page.text
    assert "The mayor opens the meeting." in page.soup.select_one(".misconception").get_text()
    assert "right" in page.text.split("Goals")[1]
    assert "Tue 15 Sep 2026 last worked" in page.text
    assert page.click("Account").path == f"/classes/{cast.civics}/students/{cast.maya}"


def test_a_student_who_has_done_nothing_has_a_page(
    okafor: Client, room: Classroom, cast: Cast
) -> None:
    page = okafor.get(f"/classes/{cast.civics}/students/{cast.priya}/work")

    assert "Nothing is assigned yet" in page.text
    assert "Never last worked" in page.text


def test_an_attempt_is_reopened(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    room.take("jonas", quiz, **WRONG)
    page = rivera.get(f"/assignments/{quiz}/students/{cast.jonas}")
    assert "50%" in page.text

    page = page.press("Reopen")

    assert "The attempt is open again." in page.text
    assert "50%" not in page.text
    assert "Reopened Tue" in page.text


def test_reopening_says_before_it_that_the_answers_can_be_seen(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    shown = room.give()
    hidden = room.give(feedback_policy=FeedbackPolicy.SCORE_ONLY)
    for quiz in (shown, hidden):
        room.take("jonas", quiz)

    def warns(quiz: object, student: object) -> bool:
        page = rivera.get(f"/assignments/{quiz}/students/{student}")
        return "can already see the right answers" in page.text

    assert warns(shown, cast.jonas)
    assert not warns(shown, cast.maya)
    assert not warns(hidden, cast.jonas)


def test_one_more_attempt_is_given_once(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    form = rivera.get(f"/assignments/{quiz}/students/{cast.jonas}").form("Give one more attempt")

    form.submit()
    page = form.submit()

    assert "2 (1 more than the class)" in page.text


@pytest.mark.parametrize("beyond", ["", "x", "-5", "9" * 40])
def test_a_forged_number_does_no_harm(
    rivera: Client, room: Classroom, cast: Cast, beyond: str
) -> None:
    page = rivera.get(f"/assignments/{room.give()}/students/{cast.jonas}")

    page.press("Give one more attempt", beyond=beyond)


def test_more_time_is_one_students_own(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    page = rivera.get(f"/assignments/{quiz}/students/{cast.jonas}")

    page = page.press("Save the dates", due_at="2026-10-01T23:59")

    assert "Thu 1 Oct 2026" in page.text
    assert "(for this student only)" in page.text
    page.press("Save the dates", due_at="", closes_at="")
    own = db.session.get_one(AssignmentOverride, (quiz, cast.jonas))
    assert (own.due_at, own.closes_at) == (None, None)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"due_at": "soon"}, "due_at", "Give a date and a time"),
        ({"due_at": "2026-09-01T00:00"}, "due_at", "must be after the opening time"),
        ({"closes_at": "2026-03-08T02:30"}, "closes_at", "clocks jump over"),
        (
            {"due_at": "2026-12-20T10:00", "closes_at": "2026-12-19T10:00"},
            "closes_at",
            "must not be before the due time",
        ),
    ],
)
def test_bad_times_are_refused_next_to_the_field(
    rivera: Client, room: Classroom, cast: Cast, typed: dict[str, str], field: str, words: str
) -> None:
    page = rivera.get(f"/assignments/{room.give()}/students/{cast.jonas}")

    page = page.press("Save the dates", status=422, **typed)

    assert words in page.soup.select_one(f"#{field}-error").get_text()
    assert page.soup.select_one(f"#{field}")["value"] == typed[field]


def test_a_refusal_is_said_on_the_page(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give(attempts_allowed=2)
    room.take("jonas", quiz)
    page: Page = rivera.get(f"/assignments/{quiz}/students/{cast.jonas}")
    room.begin("jonas", quiz)

    page = page.press("Reopen")

    assert "another attempt open" in page.text


def test_after_closing_the_page_says_what_to_do(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    quiz = room.give(days=1, closes_at=room.now.replace(day=17))
    room.clock.advance(days=3)

    page = rivera.get(f"/assignments/{quiz}/students/{cast.jonas}")

    assert "Give a later closing time below" in page.text
    assert "Not handed in" in page.text


def test_nobody_else_reaches_a_student(
    room: Classroom, cast: Cast, browser_of: Callable[..., Client]
) -> None:
    quiz = room.give()
    attempt = room.take("jonas", quiz)
    here = f"/assignments/{quiz}/students/{cast.jonas}"
    for path in (f"{here}/dates", f"{here}/extra-attempt", f"{here}/attempts/{attempt}/reopen"):
        browser_of(cast.chen).post(path, status=404)
        browser_of(cast.novak).post(path, status=404)
        browser_of(cast.okafor).post(path, status=403)
        browser_of(cast.jonas).post(path, status=403)
    browser_of(cast.rivera).get(f"/assignments/{quiz}/students/{cast.leo}", status=404)
