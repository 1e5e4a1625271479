"""Families and school boards read without signing in: text, sources and dates, and no question."""

import re

import pytest

from tests.client import Client
from tests.lessons.bookshelf import archive, publish_lesson

ABOUT = "/course/meeting-rules"


def test_a_parent_finds_the_lessons_from_the_front_page(client: Client) -> None:
    course = client.get("/").click("Families and school boards can read every lesson here.")
    assert "Who opens the Riverbend town meeting and who writes it down." in course.text
    lesson = course.click("The rules of the meeting")
    for said in (
        "The moderator opens the meeting.",
        "The town argues loudly in this lesson.",
        "Why might a town let somebody other than the mayor open its meeting?",
        "Charter of Riverbend (invented)",
        "Test.1",
        "In this installation since",
        "The steps of a meeting",
    ):
        assert said in lesson.text, said


@pytest.mark.parametrize(
    "path", [ABOUT, "/course/voting-rules", "/course", "/sources", "/glossary"]
)
def test_no_question_no_key_and_no_note_for_teachers_is_there(client: Client, path: str) -> None:
    page = client.get(path)
    for secret in (
        "Who opens the meeting?",
        "How has Riverbend counted its votes?",
        "check-who-opens",
        "Show the first rule of the charter",
        "Pacing",
        "Student",
    ):
        assert secret not in page.body, secret
    assert not page.soup.select("form[data-check], .check, [name=question]")


def test_laws_and_what_they_changed_are_dated(client: Client) -> None:
    page = client.get("/course/voting-rules")
    assert "1 January 1900 to 1 January 2020" in page.text
    assert "since 1 January 2020" in page.text


def test_terms_and_sources_of_the_course_are_public(client: Client) -> None:
    assert "moderator" in client.get(ABOUT).click("Glossary").text
    sources = client.get(ABOUT).click("All sources")
    assert "Original documents" in sources.text
    assert re.search(r"Reports and studies.*Minutes of Riverbend", sources.text, re.DOTALL)


def test_a_dropped_lesson_is_gone_and_an_unknown_one_never_was(client: Client) -> None:
    archive("meeting-rules")
    client.get(ABOUT, status=410)
    client.get("/course/no-such-lesson", status=404)
    assert "The rules of the meeting" not in client.get("/course").text


def test_a_reader_finds_the_public_page_of_a_lesson(maya: Client) -> None:
    lesson = maya.get("/lessons/meeting-rules")
    public = lesson.click("This lesson and its sources, for families and school boards")
    assert public.path == ABOUT


def test_a_version_from_before_the_wider_format_is_still_read(client: Client) -> None:
    publish_lesson("older-lesson")
    assert "What part 1 says." in client.get("/course/older-lesson").text


def test_a_comparison_of_words_or_two_takes_one_line_a_row(client: Client) -> None:
    page = client.get("/course/voting-rules")
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.soup.select("#charters-compared tr")
    ]
    assert rows == [
        ["What is compared", "Old charter", "New charter"],
        ["What counts", "Hands", "Paper"],
        ["Who counts", "The clerk", "Two clerks"],
    ]


def test_every_picture_has_its_words_and_its_table(client: Client) -> None:
    page = client.get("/course/voting-rules")
    for figure in page.soup.select("figure"):
        assert figure.select_one("figcaption .figure-text"), figure["id"]
        assert figure.select_one("table"), figure["id"]
    for picture in page.soup.select("svg[role=img]"):
        names = str(picture["aria-labelledby"]).split()
        assert all(page.soup.find(id=name) for name in names)
    tally = page.soup.select_one("#tally-of-votes")
    assert tally is not None
    assert "Ash 24" in tally.get_text(" ")
    assert "Majority: 21" in tally.get_text(" ")
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")] for row in tally.select("tr")
    ]
    assert rows[-1] == ["Wyoming", "3", "24", "16"]
