"""Teachers and administrators read notes beside a lesson; students never see them."""

from collections.abc import Callable

from tests.cast import Cast
from tests.client import Client
from tests.lessons.bookshelf import MEETING, publish_lesson

NOTES = f"{MEETING}/teacher-notes"


def test_a_teacher_finds_pacing_repairs_and_an_extension(rivera: Client) -> None:
    notes = rivera.get(MEETING).click("Teacher notes")
    assert notes.path == NOTES
    for said in (
        "Ask who they think opens the meeting.",
        "20",
        "The mayor opens the meeting.",
        "Show the first rule of the charter and ask where the mayor sits.",
        "Write the rules of a meeting of your own.",
        "Why might a town let somebody other than the mayor open its meeting?",
    ):
        assert said in notes.text, said
    assert notes.soup.find(id="repair-mayor-opens")


def test_the_notes_say_whether_the_lesson_is_on_the_core_path(rivera: Client) -> None:
    assert "Core path, period 1 of 1" in rivera.get(NOTES).text
    assert "Optional" in rivera.get("/lessons/voting-rules/teacher-notes").text


def test_the_catalogue_and_the_library_lead_there(
    browser_of: Callable[..., Client], cast: Cast
) -> None:
    for reader, page in (
        (cast.okafor, "/lessons"),
        (cast.rivera, "/lessons"),
        (cast.rivera, "/quizzes"),
    ):
        links = browser_of(reader).get(page).soup.select(f'a[href="{NOTES}"]')
        assert links, page


def test_a_student_neither_sees_nor_opens_them(maya: Client) -> None:
    lesson = maya.get(MEETING)
    assert "Show the first rule" not in lesson.body
    assert "teacher-notes" not in lesson.body
    maya.get(NOTES, status=403)


def test_a_lesson_without_notes_says_so(rivera: Client) -> None:
    publish_lesson("older-lesson")
    page = rivera.get("/lessons/older-lesson/teacher-notes")
    assert "The course has no teacher notes for this lesson." in page.text
