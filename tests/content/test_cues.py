"""Habits of an author that give keys away, seen over all lessons and banks of a course."""

from tests.content.conftest import CopiedCourse

SECTION = """
## Section {at} {{#section-{at}}}

```check
id: check-{at}
kind: true_false
objective: run-a-meeting
stem: The clerk writes part {at} of the minutes.
answer: {answer}
feedback: It is the clerk who writes them.
explanation: The clerk writes the minutes.
trace: clerk-writes
facts: [T2]
```
"""

QUESTION = """
  - id: case-{at}
    kind: single_choice
    objective: run-a-meeting
    level: apply
    stem: May the mayor open meeting {at}?
    options:
{options}
    explanation: The moderator opens the meeting.
    trace: meeting-rules#moderator-opens
    affirmed: "f0043cc5"
    facts: [T1]
"""

WRONG = "      - {{id: {own}, text: '{text}', feedback: The moderator opens it.}}"
RIGHT = "      - {{id: {own}, text: '{text}', correct: true}}"


def add_checks(course: CopiedCourse, *answers: str) -> None:
    """Give a lesson more sections, each with a true/false check of that answer."""
    sections = (SECTION.format(at=at, answer=answer) for at, answer in enumerate(answers))
    lesson = course.path("meeting")
    lesson.write_text(lesson.read_text() + "".join(sections))


def add_cases(course: CopiedCourse, *answers: str) -> None:
    """Give the bank more cases to be answered by Yes or No, the key in a different place each."""
    bank = course.path("bank")
    bank.write_text(bank.read_text() + "".join(map(case, range(len(answers)), answers)))


def case(at: int, answer: str) -> str:
    """Return a case of which that answer is right."""
    other = "No" if answer == "Yes" else "Yes"
    texts = (
        f"{answer}, as the rules say",
        f"{other}, as a rule says",
        f"{other}, as there is none",
    )
    options = [
        (WRONG if nth else RIGHT).format(own=f"option-{nth}", text=text)
        for nth, text in enumerate(texts)
    ]
    turned = options[at % 3 :] + options[: at % 3]
    return QUESTION.format(at=at, options="\n".join(turned))


def test_the_checks_of_all_lessons_lean_to_no_answer(riverbend: CopiedCourse) -> None:
    add_checks(riverbend, "true", "true", "true", "true")
    (fault,) = riverbend.faults()
    assert fault.code == "same_answer_too_often"
    assert fault.message.startswith("Lesson checks: The answer is true in 5 of 5")
    assert f"{fault.file}:{fault.line}" == riverbend.place("course", "lessons:")


def test_checks_of_both_answers_give_nothing_away(riverbend: CopiedCourse) -> None:
    add_checks(riverbend, "false", "true", "false", "true")
    assert riverbend.faults() == ()


def test_no_is_not_the_way_out_of_every_case(riverbend: CopiedCourse) -> None:
    add_cases(riverbend, "No", "No", "No", "No", "Yes")
    (fault,) = riverbend.faults()
    assert fault.code == "same_yes_or_no_too_often"
    assert fault.message.startswith("No is right in 4 of 5 choices between Yes and No")
    assert f"{fault.file}:{fault.line}" == riverbend.place("course", "banks:")


def test_cases_of_both_answers_give_nothing_away(riverbend: CopiedCourse) -> None:
    add_cases(riverbend, "No", "Yes", "No", "Yes", "No")
    assert riverbend.faults() == ()


def test_a_course_that_cannot_all_be_read_is_not_measured(riverbend: CopiedCourse) -> None:
    add_checks(riverbend, "true", "true", "true", "true")
    riverbend.change("bank", "facts: [T1]", "facts: [T9]")
    assert {fault.code for fault in riverbend.faults()} == {"unknown_fact"}
