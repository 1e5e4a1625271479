"""The pages of a corrected question: the preview, the act, and what everybody reads afterwards."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from models.attempts import Attempt
from models.session import db, unit_of_work
from quizzes.actions import challenge
from tests import factories
from tests.cast import Cast
from tests.classes.classroom import Classroom
from tests.client import Client, Page

NEW_KEY = {"choice": "wrong-1"}
WHY = "The mayor does open it."


@pytest.fixture
def quiz(room: Classroom) -> UUID:
    """Maya was right by the old key, Jonas is by the new one; the key has just been corrected."""
    assignment_id = room.give()
    room.take("maya", assignment_id)
    room.take("jonas", assignment_id, **{"single-1": NEW_KEY})
    room.clock.advance(hours=1)
    with unit_of_work():
        factories.new_version("single-1", room.now, factories.key_is("wrong-1"))
    return assignment_id


def preview(rivera: Client, quiz: UUID) -> Page:
    return rivera.get(f"/assignments/{quiz}/report").click("Re-score: see first")


def chosen_wrongly(report: Page) -> str:
    """What stands under the question whose key was corrected, as chosen wrongly."""
    [question] = [
        each for each in report.soup.select(".question-report") if "single-1" in each.h3.get_text()
    ]
    return question.select_one(".rows").get_text(" ", strip=True)


def test_the_report_leads_to_who_rises_and_who_falls(rivera: Client, quiz: UUID) -> None:
    report = rivera.get(f"/assignments/{quiz}/report")
    assert "Its key was changed" in report.text
    assert "Right answer by the corrected key; marks here go by the one above" in report.text
    assert "Right by the corrected key" in chosen_wrongly(report)

    page = report.click("Re-score: see first")

    assert "As it was asked" in page.text
    assert "1 rises, 1 falls, 0 stay the same" in page.text
    assert "1 rises, 0 fall, 1 stays the same" in page.text
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")]
    assert rows == [
        "Student Jonas 3 of 4 4 (+1) 4 (+1)",
        "Student Maya 4 of 4 3 (−1) 4",
    ]
    assert page.soup.select_one("#never_lower[checked]")


def test_without_a_reason_the_page_says_so_before_everything(rivera: Client, quiz: UUID) -> None:
    page = preview(rivera, quiz).press("Re-score", status=422, assignments=None)

    assert page.told() == ["Where to re-score", "Reason"]


def test_a_corrected_key_is_told_where_the_teacher_looks(
    rivera: Client, cast: Cast, quiz: UUID, room: Classroom
) -> None:
    told = "The key of 1 question was corrected: see who rises and who falls: Riverbend"
    assert told in rivera.get(f"/classes/{cast.civics}").text

    report = rivera.get("/classes").click(told)

    assert report.path.endswith("#corrected")
    preview(rivera, quiz).press("Re-score", reason=WHY)
    assert "was corrected" not in rivera.get("/classes").text


def test_a_new_wording_alone_waits_for_nobody(rivera: Client, cast: Cast, room: Classroom) -> None:
    room.take("maya", room.give())
    with unit_of_work():
        factories.new_version("single-1", room.now, lambda body: None, change="wording")

    assert "was corrected" not in rivera.get("/classes").text


def test_a_challenge_of_a_corrected_question_says_so(
    rivera: Client, cast: Cast, quiz: UUID, room: Classroom
) -> None:
    own = select(Attempt.id).where(Attempt.person_id == cast.jonas)
    attempt_id = db.session.scalars(own).one()
    with unit_of_work():
        challenge(cast.actor("jonas"), attempt_id, 1, "The mayor does.", room.now)

    page = rivera.get(f"/classes/{cast.civics}/challenges").click("single-1")

    assert "Its key was changed" in page.text
    assert "Below it stands as it was asked and marked." in page.text
    assert "This is what Student Jonas sees" in page.text
    assert "Marks stay until you re-score" in page.text
    assert "Which option of single-1" in page.click("Re-score: see first").text


def test_until_then_a_student_reads_that_the_key_was_corrected(
    rivera: Client, cast: Cast, browser_of: Callable[..., Client], quiz: UUID
) -> None:
    own = select(Attempt.id).where(Attempt.person_id == cast.jonas)
    results = f"/attempts/{db.session.scalars(own).one()}/results"
    told = "The right answer shown here was corrected since."
    jonas = browser_of(cast.jonas)
    assert jonas.get(results).text.count(told) == 1

    preview(rivera, quiz).press("Re-score", reason=WHY)

    assert told not in jonas.get(results).text


def test_re_scored_told_and_readable_in_both_versions(
    rivera: Client, cast: Cast, browser_of: Callable[..., Client], quiz: UUID
) -> None:
    done = preview(rivera, quiz).press("Re-score", reason=WHY)
    report = rivera.get(f"/assignments/{quiz}/report")
    assert "by the corrected key" not in report.text
    assert chosen_wrongly(report).startswith("1 of 2 chose The right option of single-1")
    assert "1 result rose. 0 fell." in done.text
    assert f"by Daniel Rivera : {WHY}" in done.text
    assert "Re-score: see first" not in done.text

    home = browser_of(cast.jonas).get("/home")
    assert f"changed from 3 to 4 of 4 : {WHY}" in home.text
    results = home.click("See the results")
    assert "Corrected and re-scored on" in results.text
    assert WHY in results.text
    assert "The question as it was asked" in results.text
    assert "4 of 4" in results.text

    seen = browser_of(cast.jonas).get("/home").press("Seen")
    assert "changed from 3" not in seen.text
    assert "changed from 3" in seen.click("All notices").text

    kept = browser_of(cast.maya).get("/home")
    assert "New notices" not in kept.text
    own = kept.click("Riverbend")
    assert "Not right by the corrected key, points kept" in own.text
    assert "4 of 4" in own.text
    assert "Practice what you missed" in own.text


def test_the_bank_keeps_what_the_question_said_before(rivera: Client, quiz: UUID) -> None:
    page = rivera.get("/banks/riverbend-bank")

    assert "1 earlier version" in page.text
    assert "Key changed" in page.text


def test_the_administrator_sees_it_and_reads_it_in_the_log(
    rivera: Client, okafor: Client, quiz: UUID
) -> None:
    before = okafor.get(f"/assignments/{quiz}/report").click("See who would rise")
    assert not before.soup.select("main form:not([method=dialog])")
    preview(rivera, quiz).press("Re-score", reason=WHY)

    log = okafor.get("/school/log").text

    assert "re-scored a question" in log
    assert "Which option of single-1 is right? · Riverbend fixed quiz · Civics 3" in log
    assert WHY in log
    assert "1 result rose, 0 fell" in log
    assert f"by Daniel Rivera : {WHY}" in okafor.get(f"/assignments/{quiz}/report").text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "Say why"),
        ({"reason": "x" * 501}, "Use at most 500 characters."),
        ({"reason": WHY, "assignments": []}, "Choose at least one assignment."),
        ({"reason": WHY, "to_version": "none"}, "changed once more just now"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept(
    rivera: Client, quiz: UUID, typed: dict[str, object], words: str
) -> None:
    page = preview(rivera, quiz).press("Re-score", status=422, never_lower=None, **typed)

    assert words in page.text
    assert page.soup.select_one("#reason").get_text().strip() == typed["reason"]
    assert not page.soup.select_one("#never_lower[checked]")


def test_a_page_that_was_left_open_uses_the_newest_version(
    rivera: Client, room: Classroom, quiz: UUID
) -> None:
    page = preview(rivera, quiz)
    with unit_of_work():
        factories.new_version("single-1", room.now, factories.key_is("wrong-2"))

    again = page.press("Re-score", status=422, reason=WHY)
    assert "changed once more just now" in again.text
    assert "Re-scored." in again.press("Re-score").text


def test_sending_it_twice_does_it_once(rivera: Client, quiz: UUID) -> None:
    form = preview(rivera, quiz).form("Re-score")
    form.submit(reason=WHY)

    again = form.submit(reason=WHY)

    assert again.path.endswith("/report")
    assert again.text.count(WHY) == 1


def test_nothing_to_re_score_is_said(rivera: Client, room: Classroom) -> None:
    quiz = room.give()
    room.take("maya", quiz)

    page = rivera.get(f"/assignments/{quiz}/questions/single-1/rescore")
    assert "marked by the newest version" in page.text
    rivera.get(f"/assignments/{quiz}/questions/single-2/rescore", status=404)


def test_a_changed_wording_is_called_so(rivera: Client, room: Classroom) -> None:
    quiz = room.give()
    room.take("maya", quiz)
    with unit_of_work():
        factories.new_version("order-1", room.now, lambda body: None, "wording")

    assert "Its wording was changed" in rivera.get(f"/assignments/{quiz}/report").text
