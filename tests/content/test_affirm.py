"""Affirming writes one line into a question and leaves every other character as it was."""

import pytest

from content.affirm import CannotAffirm, affirm
from tests.content.conftest import CopiedCourse


def affirm_all(course: CopiedCourse) -> dict[str, bool]:
    return affirm(course.lessons, course.banks, lambda _own: True)


def test_a_line_is_added_below_the_trace(riverbend: CopiedCourse) -> None:
    whole = riverbend.path("bank").read_text()
    riverbend.change("bank", '    affirmed: "f0043cc5"\n', "")
    assert affirm(riverbend.lessons, riverbend.banks, lambda own: own == "single-1") == (
        {"single-1": True}
    )
    assert riverbend.path("bank").read_text() == whole


def test_only_the_lines_of_the_wanted_questions_change(riverbend: CopiedCourse) -> None:
    before = riverbend.path("bank").read_text()
    riverbend.change("meeting", "opens the meeting.]{#", "opens every meeting.]{#")
    affirm(riverbend.lessons, riverbend.banks, lambda own: own == "single-4")
    after = riverbend.path("bank").read_text()
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    ((old, new),) = [(old, new) for old, new in pairs if old != new]
    assert old == '    affirmed: "f0043cc5"'
    assert new.startswith('    affirmed: "')
    assert "not_affirmed" in {fault.code for fault in riverbend.faults()}, "the others still wait"


def test_all_can_be_affirmed_and_a_second_time_changes_nothing(riverbend: CopiedCourse) -> None:
    riverbend.change("meeting", "opens the meeting.]{#", "opens every meeting.]{#")
    written = affirm_all(riverbend)
    assert written["single-1"]
    assert not written["single-2"], "its sentence is as it was"
    assert riverbend.faults() == ()
    before = riverbend.path("bank").read_text()
    assert not any(affirm_all(riverbend).values())
    assert riverbend.path("bank").read_text() == before


def test_comments_and_an_unusual_layout_stay(riverbend: CopiedCourse) -> None:
    riverbend.change("bank", '    affirmed: "f0043cc5"\n', "    # read twice\n")
    riverbend.change(
        "bank", "  - id: single-1\n    kind: single_choice\n", "  - kind: single_choice\n"
    )
    riverbend.change(
        "bank",
        "    trace: meeting-rules#moderator-opens\n",
        "    id: single-1\n    trace:  meeting-rules#moderator-opens # here\n",
    )
    affirm_all(riverbend)
    assert (
        '# here\n    affirmed: "f0043cc5"\n    # read twice\n' in riverbend.path("bank").read_text()
    )
    assert riverbend.faults() == ()


def test_a_question_on_one_line_is_left_to_its_author(riverbend: CopiedCourse) -> None:
    riverbend.change(
        "bank",
        "  - id: practice-1",
        "  - {id: odd, trace: meeting-rules#clerk-writes}\n\n  - id: practice-1",
    )
    before = riverbend.path("bank").read_text()
    with pytest.raises(CannotAffirm, match="odd on a line of its own"):
        affirm_all(riverbend)
    assert riverbend.path("bank").read_text() == before


def test_a_trace_over_two_lines_is_left_to_its_author(riverbend: CopiedCourse) -> None:
    riverbend.change("bank", '    affirmed: "f0043cc5"\n', "")
    riverbend.change(
        "bank",
        "trace: meeting-rules#moderator-opens",
        "trace: >-\n      meeting-rules#moderator-opens",
    )
    before = riverbend.path("bank").read_text()
    with pytest.raises(CannotAffirm, match="no line can be added safely"):
        affirm_all(riverbend)
    assert riverbend.path("bank").read_text() == before
