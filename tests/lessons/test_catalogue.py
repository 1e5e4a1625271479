"""The catalogue of lessons and the glossary, for each role."""

from collections.abc import Callable

from lessons.queries import available_lessons
from models.content import Lesson
from models.session import db, unit_of_work
from tests.cast import Cast
from tests.client import Client
from tests.lessons.bookshelf import (
    MEETING,
    answer,
    archive,
    publish_lesson,
)
from tests.statements import counted_statements


def test_lessons_stand_in_teaching_order(maya: Client) -> None:
    page = maya.get("/lessons")
    titles = [tag.get_text() for tag in page.soup.select(".catalogue h3")]
    assert titles == ["The rules of the meeting", "The rules of voting"]
    assert "The Riverbend town meeting" in page.text
    assert "About 5 minutes" in page.text
    assert page.text.count("Not started") == 2


def test_maya_resumes_from_the_catalogue(maya: Client) -> None:
    maya.get(MEETING).form(action="sections/who-opens").submit()
    page = maya.get("/lessons")
    assert "1 of 4 sections and questions" in page.text
    page = page.click("Resume")
    assert page.path.endswith(f"{MEETING}#who-writes")


def test_a_finished_lesson_says_so(maya: Client) -> None:
    page = maya.get(MEETING).form(action="sections/who-opens").submit()
    page = page.form(action="sections/who-writes").submit()
    page = answer(page, "check-who-opens", "right")
    answer(page, "check-who-writes", "true")
    assert "Finished" in maya.get("/lessons").text


def test_a_teacher_assigns_from_the_catalogue(rivera: Client) -> None:
    page = rivera.get("/lessons")
    links = [str(link["href"]) for link in page.soup.select(".catalogue .button")]
    assert links == ["/assign?lesson=meeting-rules", "/assign?lesson=voting-rules"]
    assert "Not started" not in page.text


def test_a_teacher_sees_the_core_path_and_what_is_optional(rivera: Client, maya: Client) -> None:
    hints = [tag.get_text() for tag in rivera.get("/lessons").soup.select(".catalogue .hint")]
    assert [hint.split(" · ")[0] for hint in hints] == ["Core path, period 1 of 1", "Optional"]
    page = maya.get("/lessons").text
    assert "Core path" not in page
    assert "Optional" not in page


def test_a_course_without_a_core_path_has_nothing_optional(rivera: Client) -> None:
    with unit_of_work():
        db.session.get_one(Lesson, "meeting-rules").core_period = None
    page = rivera.get("/lessons").text
    assert "Core path" not in page
    assert "Optional" not in page
    assert "Optional" not in rivera.get("/lessons/voting-rules/teacher-notes").text


def test_an_administrator_reads_along(browser_of: Callable[..., Client], cast: Cast) -> None:
    page = browser_of(cast.okafor).get("/lessons")
    assert page.soup.select(".catalogue .button") == []


def test_a_withdrawn_lesson_is_no_longer_offered(maya: Client) -> None:
    archive("voting-rules")
    assert "The rules of voting" not in maya.get("/lessons").text
    assert [lesson.id for lesson in available_lessons()] == ["meeting-rules"]


def test_available_lessons_say_what_they_are(cast: Cast) -> None:
    first = available_lessons()[0]
    assert (first.title, first.minutes) == ("The rules of the meeting", 5)
    assert first.course_title == "The Riverbend town meeting"


def test_the_glossary_explains_every_term_in_order(maya: Client) -> None:
    page = maya.get("/lessons").click("glossary")
    terms = [tag.get_text() for tag in page.soup.select("dt")]
    assert terms == sorted(terms)
    assert "The person who leads the meeting." in page.text


def test_more_lessons_need_no_more_statements(maya: Client) -> None:
    def statements() -> int:
        maya.get("/lessons")  # texts are read once
        with counted_statements() as sent:
            maya.get("/lessons")
        return len(sent)

    before = statements()
    for number in range(3):
        publish_lesson(f"extra-{number}", questions=3)
    assert statements() == before <= 10


def test_more_questions_and_answers_need_no_more_statements(maya: Client) -> None:
    publish_lesson("long", questions=12, kind="true_false")

    def statements(path: str) -> int:
        maya.get(path)
        with counted_statements() as sent:
            maya.get(path)
        return len(sent)

    fresh = statements("/lessons/long")
    assert fresh == statements(MEETING)
    for number in range(1, 13):
        answer(maya.get("/lessons/long"), f"long-check-{number}", "false")
    assert statements("/lessons/long") == fresh <= 12
