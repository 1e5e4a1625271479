"""What a course lacks of being complete: noted while it is written, refused once it says it is."""

import pytest

from domain.content_rules.coverage import LEAST_QUESTIONS
from tests.content.conftest import CopiedCourse


def gaps(course: CopiedCourse) -> dict[str, str]:
    """Return the message of each gap by where it is and what is lacking."""
    return {f"{gap.file}:{gap.line} {gap.code}": gap.message for gap in course.load().gaps}


def test_an_unfinished_course_is_published_with_its_gaps_noted(riverbend: CopiedCourse) -> None:
    found = gaps(riverbend)
    lesson = riverbend.path("meeting")
    assert set(found) == {
        f"{riverbend.path(name)}:1 gap_{what}"
        for name in ("meeting", "voting")
        for what in ("words", "grade", "sections")
    }
    assert "36 words, not 600 to 1100: write more" in found[f"{lesson}:1 gap_words"]
    assert "grade 4.2, not 8.0 to 9.9: write longer" in found[f"{lesson}:1 gap_grade"]


def test_a_complete_course_may_lack_nothing(riverbend: CopiedCourse) -> None:
    expected = riverbend.load().gaps
    riverbend.change("course", "language: en", "language: en\ncomplete: true")
    assert riverbend.faults() == expected


def test_a_lesson_needs_a_figure_a_prompt_and_notes(riverbend: CopiedCourse) -> None:
    riverbend.path("notes").unlink()
    lesson = riverbend.path("meeting")
    text = lesson.read_text()
    start = text.index("```figure")
    text = text[:start] + text[text.index("```check") :]
    prompt = text.index("discussion:")
    lesson.write_text(text[:prompt] + text[text.index("---", prompt) :])
    found = gaps(riverbend)
    for what in ("figure", "discussion", "notes"):
        assert f"{lesson}:1 gap_{what}" in found


def test_an_objective_and_a_misconception_need_questions(riverbend: CopiedCourse) -> None:
    riverbend.change(
        "objectives", "- id: run", "- {id: new, text: A, lesson: meeting-rules}\n- id: run"
    )
    riverbend.change(
        "misconceptions", "- id: mayor", "- {id: rare, belief: A, truth: B}\n- id: mayor"
    )
    found = gaps(riverbend)
    assert "No question tests" in found[f"{riverbend.path('objectives')}:1 gap_objective"]
    said = found[f"{riverbend.path('misconceptions')}:1 gap_misconception"]
    assert f"by 0 questions, not by {LEAST_QUESTIONS}" in said


@pytest.mark.parametrize("level", ["understand", "apply", "analyse"])
def test_a_bank_of_recall_alone_is_a_gap(riverbend: CopiedCourse, level: str) -> None:
    bank = riverbend.path("bank")
    text = bank.read_text()
    for other in ("understand", "apply", "analyse"):
        text = text.replace(f"level: {other}", "level: recall")
    bank.write_text(text)
    assert "0 of 13" in gaps(riverbend)[f"{bank}:5 gap_levels"]
    bank.write_text(text.replace("level: recall", f"level: {level}", 5))
    assert f"{bank}:5 gap_levels" not in gaps(riverbend)
