"""What an author types and reads."""

import pytest
from click.testing import Result
from flask import Flask

from tests.content.conftest import CopiedCourse


class Author:
    """Somebody at a command line, with the Riverbend course."""

    def __init__(self, app: Flask, course: CopiedCourse) -> None:
        self.run = app.test_cli_runner()
        self.banks = ["--banks", str(course.banks)]
        self.lessons = str(course.lessons)

    def check(self) -> Result:
        return self.run.invoke(args=["content", "check", self.lessons, *self.banks])

    def sync(self) -> Result:
        return self.run.invoke(args=["content", "sync", self.lessons, *self.banks])

    def affirm(self, *words: str) -> Result:
        return self._in_folder("affirm", *words)

    def trace(self, question: str) -> Result:
        return self._in_folder("trace", question)

    def _in_folder(self, *words: str) -> Result:
        return self.run.invoke(args=["content", *words, "--folder", self.lessons, *self.banks])


@pytest.fixture
def author(app: Flask, riverbend: CopiedCourse) -> Author:
    return Author(app, riverbend)


def test_a_clean_course_shows_what_it_holds(author: Author) -> None:
    result = author.check()
    assert result.exit_code == 0
    rows = [line.split() for line in result.output.splitlines()]
    heads = "lesson words grade sections sentences figures checks talk notes core path"
    assert heads.split() in rows
    assert "meeting-rules 36 4.2 2 2 1 2 yes yes period 1 of 1".split() in rows
    (voting,) = [row for row in rows if row[:1] == ["voting-rules"]]
    assert voting[-1] == "optional"
    assert ["single_choice", "6"] in rows
    assert ["mayor-opens", "11"] in rows


def test_faults_are_printed_by_file_and_line(author: Author, riverbend: CopiedCourse) -> None:
    line = riverbend.change("bank", "facts: [T1]", "facts: [T9]")
    result = author.check()
    assert result.exit_code == 1
    assert f"riverbend-bank.yaml:{line}: There is no fact" in result.output
    assert "1 fault." in result.output


def test_sync_says_what_changed_and_then_that_nothing_did(
    author: Author, riverbend: CopiedCourse
) -> None:
    assert author.sync().output == "riverbend: nothing has changed\n"
    riverbend.change("bank", "The explanation of single-1.", "Another explanation.")
    result = author.sync()
    assert result.exit_code == 0
    assert result.output == "riverbend: question new version (meaning): single-1\n"
    assert author.sync().output == "riverbend: nothing has changed\n"


def test_sync_publishes_nothing_of_a_course_with_faults(
    author: Author, riverbend: CopiedCourse
) -> None:
    riverbend.change("bank", "The explanation of single-1.", "Another explanation.")
    line = riverbend.change("quizzes", "random: 5", "random: 0")
    result = author.sync()
    assert result.exit_code == 1
    assert f"quizzes.yaml:{line}:" in result.output
    riverbend.change("quizzes", "random: 0", "random: 5")
    assert "single-1" in author.sync().output


def test_all_courses_of_the_product_are_published_together(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["content", "sync"])
    assert result.exit_code == 0
    assert "counting-the-vote: lesson added: 13" in result.output


def test_affirm_names_what_it_wrote(author: Author, riverbend: CopiedCourse) -> None:
    riverbend.change("meeting", "opens the meeting.]{#", "opens every meeting.]{#")
    assert author.affirm("single-1").output == "single-1: affirmed\n"
    assert author.affirm("single-1").output == "single-1: was affirmed already\n"
    assert author.affirm("--all").exit_code == 0
    assert author.check().exit_code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "say --all"),
        (("single-1", "--all"), "say --all"),
        (("nobody",), 'No bank has a question "nobody"'),
    ],
)
def test_affirm_says_what_it_needs(author: Author, words: tuple[str, ...], says: str) -> None:
    result = author.affirm(*words)
    assert result.exit_code != 0
    assert says in result.output


def test_trace_leads_from_the_question_to_its_sources(
    author: Author, riverbend: CopiedCourse
) -> None:
    lines = author.trace("single-2").output.splitlines()
    assert lines == [
        "Question   single-2 (single_choice, understand): Which option of single-2 is right?",
        f"  at       {riverbend.place('bank', 'id: single-2')}",
        "Key        The right option of single-2",
        "Objective  run-a-meeting: Say who opens and closes the Riverbend town meeting.",
        "Belief     clerk-decides: The clerk decides the vote.",
        "Sentence   meeting-rules#clerk-writes: The clerk writes the minutes.",
        f"  at       {riverbend.place('meeting', '{#clerk-writes')}",
        "Fact       T2 (since 1900): The clerk writes the minutes.",
        "  Source   Charter of Riverbend (invented) (Town of Riverbend, 1900), rule 2",
        "  Source   Minutes of Riverbend (invented) (Town of Riverbend, 5 March 2020)",
    ]
    assert "first item of order-1 / The second" in author.trace("order-1").output
    assert "Key        true" in author.trace("truth-1").output
    assert author.trace("nobody").exit_code == 1


def test_a_question_of_the_product_is_found_without_naming_its_course(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["content", "trace", "vp-set-tasks"])
    assert result.exit_code == 0
    assert "Source" in result.output
