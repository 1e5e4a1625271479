"""Marking by a person: texts by their rubric, near misses, and what that changes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from classes.actions import add_teacher
from domain.errors import NotFound, Refusal
from domain.question_kinds.base import InvalidMarking
from models.attempts import ItemResult
from models.audit import AuditEntry
from models.marking import PersonMark
from models.notices import Notice
from models.progress import AssignmentResult, Evidence
from models.session import db, unit_of_work
from progress.rebuild import rebuild
from quizzes import actions
from quizzes.queries.marking import mark_answer_page, marking_page
from tests import factories
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import ALL, GAPS, NEAR, TEXT, Assign, HandIn
from tests.statements import counted_statements

Browser = Callable[..., Client]


@pytest.fixture
def assignment(assign: Assign) -> UUID:
    return assign("riverbend-kinds")


def item(attempt_id: UUID, position: int) -> ItemResult:
    db.session.rollback()
    return db.session.get_one(ItemResult, (attempt_id, position))


def result(person_id: UUID) -> AssignmentResult:
    db.session.rollback()
    return db.session.scalars(select(AssignmentResult).filter_by(person_id=person_id)).one()


def evidence(person_id: UUID, question_id: str) -> bool | None:
    db.session.rollback()
    return db.session.scalars(
        select(Evidence.is_right).filter_by(person_id=person_id, question_id=question_id)
    ).one()


def test_what_waits_earns_nothing_yet_and_shows_nothing(cast: Cast, hand_in: HandIn) -> None:
    attempt = hand_in("maya")

    assert [item(attempt, each).awaits_person for each in (NEAR, GAPS, TEXT)] == [True] * 3
    assert (result(cast.maya).awaiting, result(cast.maya).score_numerator) == (3, 0)
    assert evidence(cast.maya, "text-1") is None


def test_mr_rivera_marks_a_text_by_its_rubric(
    cast: Cast, browser_of: Browser, hand_in: HandIn, assignment: UUID
) -> None:
    attempt = hand_in("maya")
    rivera = browser_of(cast.rivera)
    page = rivera.get("/classes")
    assert "3 answers to mark" in page.text
    assert "3 answers wait to be marked" in rivera.get(f"/assignments/{assignment}/report").text
    listed = rivera.get(f"/assignments/{assignment}/marking")
    assert "One line. Another line." in listed.text
    assert "Student Maya" not in listed.soup.main.text, "the words come before the name"

    asked = rivera.get(f"/attempts/{attempt}/questions/{TEXT}/marking")
    assert "2 points: Names all of it" in asked.text
    assert "The model answer of open-1." in asked.text
    following = asked.press(
        "Save the marks",
        fields={"level-rule": "part", "level-reason": "given", "comment": "Well <put>."},
    )

    assert "1 answer is marked." in following.text
    assert following.path != asked.path, "the next one that waits"
    marked = item(attempt, TEXT)
    assert (marked.marks_numerator, marked.marks_denominator, marked.awaits_person) == (2, 3, False)
    assert result(cast.maya).awaiting == 2
    assert evidence(cast.maya, "open-1") is False, "not everything was right"
    results = browser_of(cast.maya).get(f"/attempts/{attempt}/results")
    assert "1 of 2: Names some of it" in results.text
    assert "Well <put>." in results.text
    assert "2 answers wait for the teacher to grade them" in results.text
    assert sum(report.differed for report in rebuild()) == 0


def test_levels_left_out_are_told_above_the_page(
    cast: Cast, browser_of: Browser, hand_in: HandIn
) -> None:
    path = f"/attempts/{hand_in('maya')}/questions/{TEXT}/marking"

    page = browser_of(cast.rivera).get(path).press("Save the marks", status=422)

    assert len(page.told()) == len(ALL)


def test_whoever_marks_sees_how_long_the_answer_is(
    cast: Cast, browser_of: Browser, hand_in: HandIn
) -> None:
    attempt = hand_in("maya", {TEXT: {"text": "word " * 61}})
    path = f"/attempts/{attempt}/questions/{TEXT}/marking"

    asked = " ".join(browser_of(cast.rivera).get(path).text.split())

    assert "61 words; at most 60 were asked for. 1 word over the limit." in asked


def test_marking_goes_on_until_nothing_waits_and_then_the_student_is_told(
    cast: Cast, browser_of: Browser, hand_in: HandIn, assignment: UUID
) -> None:
    attempt = hand_in("maya")
    page = browser_of(cast.rivera).get(f"/assignments/{assignment}/marking")
    page = page.click("Mark the next one")
    while "Save the marks" in page.text:
        kinds = {radio["name"] for radio in page.soup.select("input[name^=level-]")}
        levels = {"level-rule": "full", "level-reason": "given"} if "level-rule" in kinds else {}
        page = page.press("Save the marks", fields=levels or dict.fromkeys(kinds, "right"))

    assert "Nothing waits any more." in page.text
    assert result(cast.maya).awaiting == 0
    assert evidence(cast.maya, "text-1") is True
    assert [each.kind for each in db.session.scalars(select(Notice))] == ["answers-marked"]
    home = browser_of(cast.maya).get("/home")
    assert "Your teacher has graded what you wrote in Riverbend" in home.text
    logged = db.session.scalars(select(AuditEntry.subject).filter_by(action="mark-answer"))
    assert list(logged) == [str(attempt)] * 3
    told = db.session.scalars(select(AuditEntry.details).filter_by(action="mark-answer"))
    assert [each["percent"] for each in told] == [100] * 3


def test_the_same_slip_of_several_is_decided_once(
    cast: Cast, hand_in: HandIn, mark: Callable[..., int], assignment: UUID
) -> None:
    mayas, jonas = hand_in("maya"), hand_in("jonas")
    with unit_of_work():
        page = mark_answer_page(cast.actor("rivera"), mayas, NEAR)
        assert [each.attempt_id for each in page.alike] == [jonas]
        assert not mark_answer_page(cast.actor("rivera"), mayas, TEXT).alike, "texts are read"

    assert mark(mayas, NEAR, {"it": "right"}) == 2

    assert item(jonas, NEAR).is_right
    assert mark(jonas, NEAR, {"it": "wrong"}) == 1, "one of them can be looked at again"
    assert (item(jonas, NEAR).is_right, item(mayas, NEAR).is_right) == (False, True)
    assert sum(report.differed for report in rebuild()) == 0


def test_a_gap_is_decided_and_the_others_stay(hand_in: HandIn, mark: Callable[..., int]) -> None:
    attempt = hand_in("maya")

    mark(attempt, GAPS, {"typed": "wrong"})
    assert (item(attempt, GAPS).marks_numerator, item(attempt, GAPS).marks_denominator) == (1, 2)
    mark(attempt, GAPS, {"typed": "right"})
    assert item(attempt, GAPS).is_right


def test_a_reopened_attempt_keeps_the_marks_of_what_stays_the_same(
    cast: Cast, browser_of: Browser, hand_in: HandIn, mark: Callable[..., int], assignment: UUID
) -> None:
    attempt = hand_in("maya")
    mark(attempt, TEXT, ALL)
    mark(attempt, NEAR, {"it": "right"})
    path = f"/assignments/{assignment}/students/{cast.maya}"
    browser_of(cast.rivera).get(path).press("Reopen")

    page = browser_of(cast.maya).get(f"/attempts/{attempt}")
    page.press("Hand in", fields={"q7": "Something else."}).press("Hand in as it is")

    assert item(attempt, TEXT).awaits_person, "another text has not been read"
    assert item(attempt, NEAR).is_right
    assert sum(report.differed for report in rebuild()) == 0


def test_a_new_rubric_asks_for_another_look(
    cast: Cast,
    clock: Clock,
    browser_of: Browser,
    hand_in: HandIn,
    mark: Callable[..., int],
    assignment: UUID,
) -> None:
    attempt = hand_in("maya")
    mark(attempt, TEXT, ALL)

    def other_rubric(body: dict[str, Any]) -> None:
        body["criteria"][0]["id"] = "another"

    clock.advance(days=1)
    with unit_of_work():
        factories.new_version("open-1", clock.now, other_rubric)
    page = browser_of(cast.rivera).get(f"/assignments/{assignment}/questions/open-1/rescore")
    page.press("Re-score", fields={"reason": "The rubric asked for the wrong thing."})

    assert item(attempt, TEXT).awaits_person
    assert sum(report.differed for report in rebuild()) == 0


@pytest.mark.parametrize(
    ("levels", "more", "error"),
    [
        ({"rule": "full"}, {}, InvalidMarking),
        ({**ALL, "reason": "perhaps"}, {}, InvalidMarking),
        (ALL, {"revision": 2}, Refusal),
        (ALL, {"marking": 1}, Refusal),
        (ALL, {"comment": "x" * 1001}, Refusal),
        (ALL, {"who": "chen"}, NotFound),
        (ALL, {"who": "okafor"}, NotFound),
        (ALL, {"who": "novak"}, NotFound),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    hand_in: HandIn,
    mark: Callable[..., int],
    levels: dict[str, str],
    more: dict[str, Any],
    error: type[Exception],
) -> None:
    attempt = hand_in("maya")

    with pytest.raises(error):
        mark(attempt, TEXT, levels, **more)

    assert item(attempt, TEXT).awaits_person
    assert not db.session.scalars(select(PersonMark)).all()


def test_nothing_is_marked_that_a_machine_can_or_that_is_not_handed_in(
    cast: Cast, clock: Clock, hand_in: HandIn, mark: Callable[..., int], assignment: UUID
) -> None:
    attempt = hand_in("maya")
    with unit_of_work():
        open_one = actions.start_attempt(cast.actor("jonas"), assignment, clock.now)
    for attempt_id, position in ((attempt, 3), (attempt, 99), (open_one, TEXT)):
        with pytest.raises(NotFound):
            mark(attempt_id, position, ALL)


@pytest.mark.parametrize(
    "sent", [{}, {"level-rule": "full"}, {"level-rule": "\x00", "level-reason": "given"}]
)
def test_what_was_typed_stays_beside_what_is_missing(
    cast: Cast, browser_of: Browser, hand_in: HandIn, sent: dict[str, str]
) -> None:
    attempt = hand_in("maya")
    page = browser_of(cast.rivera).get(f"/attempts/{attempt}/questions/{TEXT}/marking")

    again = page.press("Save the marks", status=422, fields={**sent, "comment": "Kept"})

    assert again.form("Save the marks").fields["comment"].strip() == "Kept"
    assert item(attempt, TEXT).awaits_person


def test_two_who_mark_in_the_same_way_at_once_leave_one_mark(
    app: Flask, cast: Cast, hand_in: HandIn, mark: Callable[..., int]
) -> None:
    """As a double click does."""
    attempt, tries = hand_in("maya"), 4

    def teacher(_: int) -> None:
        with app.app_context():
            mark(attempt, TEXT, ALL, marking=0)
            db.session.remove()

    with ThreadPoolExecutor(max_workers=tries) as pool:
        list(pool.map(teacher, range(tries)))

    numbers = db.session.scalars(select(PersonMark.number).order_by(PersonMark.number))
    assert list(numbers) == [1]
    assert item(attempt, TEXT).is_right


@pytest.fixture
def chen(cast: Cast, clock: Clock) -> UUID:
    """Ms. Chen teaches Civics 3 too."""
    with unit_of_work():
        add_teacher(cast.actor("rivera"), cast.civics, "chen", clock.now)
    return cast.chen


def test_what_a_colleague_decided_meanwhile_is_looked_at_first(
    cast: Cast, browser_of: Browser, hand_in: HandIn, chen: UUID
) -> None:
    attempt = hand_in("maya")
    path = f"/attempts/{attempt}/questions/{TEXT}/marking"
    chens = browser_of(chen).get(path)
    rivera_says = {"level-rule": "full", "level-reason": "given", "comment": "Well put."}
    browser_of(cast.rivera).get(path).press("Save the marks", fields=rivera_says)
    chen_says = {"level-rule": "none", "level-reason": "missing", "comment": "Say <more>."}

    again = chens.press("Save the marks", status=422, fields=chen_says)

    assert item(attempt, TEXT).is_right, "Mr. Rivera's marks still hold"
    assert "This answer was marked after you had opened it" in again.text
    assert "Marked by Daniel Rivera" in again.text
    assert "2 points: Names all of it" in again.soup.select_one("#the-marks ~ .facts").get_text()
    assert "Well put." in again.text
    kept = again.form("Save the marks").fields
    assert {name: kept[name].strip() for name in chen_says} == chen_says

    again.press("Save the marks")

    assert item(attempt, TEXT).marks_numerator == 0, "she has decided"
    assert sum(report.differed for report in rebuild()) == 0


def test_however_many_wait_the_list_takes_the_same_statements(
    cast: Cast, hand_in: HandIn, assignment: UUID
) -> None:
    rivera = cast.actor("rivera")
    hand_in("maya")
    with counted_statements() as for_one:
        marking_page(rivera, assignment)
    hand_in("jonas")
    with counted_statements() as for_two:
        page = marking_page(rivera, assignment)

    assert len(page.waiting) == 6
    assert len(for_two) <= len(for_one)
