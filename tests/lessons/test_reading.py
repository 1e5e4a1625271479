"""Students read lessons: sections are ticked off, and reading goes on where it was left."""

from models.reading import ReadingPlace
from models.session import db
from tests.cast import Cast
from tests.client import Client, Page
from tests.lessons.bookshelf import MEETING, VOTING, answer, meter, part, sections_of


def test_a_lesson_says_what_it_is_for(maya: Client) -> None:
    page = maya.get(VOTING)
    assert page.title.startswith("Lesson: The rules of voting")
    assert "about 5 minutes" in page.text
    assert "Old charter 1 January 1900 to 1 January 2020" in page.text
    assert "New charter since 1 January 2020" in page.text
    assert "1 curriculum standard Test.1" in page.text


def test_every_section_shows_its_sources(maya: Client) -> None:
    page = maya.get(MEETING)
    sections = page.soup.select("article section[data-section]")
    assert len(sections) == 2
    for section in sections:
        cited = {link["href"] for link in section.select(".note-ref a")}
        notes = {f"#{note['id']}" for note in section.select(".notes li")}
        assert cited == notes != set()
        assert all(note.cite for note in section.select(".notes li"))


def test_a_term_is_explained_in_its_section_and_leads_back(maya: Client) -> None:
    page = maya.get(MEETING)
    word = page.soup.select_one("#who-opens a.term")
    assert word is not None
    assert part(page, str(word["href"])[1:]).startswith(
        "moderator The person who leads the meeting."
    )
    back = page.soup.select_one(f"{str(word['href']).replace('.', chr(92) + '.')} a")
    assert back is not None
    assert back["href"] == f"#{word['id']}"


def test_pictures_tables_and_then_and_now_are_drawn(maya: Client) -> None:
    page = maya.get(VOTING)
    assert page.soup.select_one(".then-and-now .then h3").get_text().startswith("Old charter")  # type: ignore[union-attr]
    assert page.soup.select_one("figure#vote-of-2020 svg.vote-bar")
    assert page.soup.select_one("table caption")


def test_maya_ticks_off_a_section_and_is_led_to_the_next(maya: Client, cast: Cast) -> None:
    page = maya.get(MEETING)
    assert meter(page) == "0 of 2 sections read"
    page = page.form(action="sections/who-opens").submit()
    assert page.path.endswith("/lessons/meeting-rules#who-writes")
    assert meter(page) == "1 of 2 sections read"
    assert part(page, "end-of-who-opens") == "Section read"
    assert sections_of(cast.maya) == {"who-opens"}


def test_pressing_twice_counts_once(maya: Client, cast: Cast) -> None:
    form = maya.get(MEETING).form(action="sections/who-opens")
    form.submit()
    assert meter(form.submit()) == "1 of 2 sections read"
    assert sections_of(cast.maya) == {"who-opens"}


def test_after_the_last_section_comes_the_end_of_the_lesson(maya: Client) -> None:
    page = maya.get(MEETING).form(action="sections/who-writes").submit()
    assert page.path.endswith("#lesson-end")
    assert part(page, "lesson-end").startswith("What is left Who opens")


def test_a_lesson_is_finished_when_all_is_read_and_answered(maya: Client) -> None:
    page = maya.get(MEETING)
    page = page.form(action="sections/who-opens").submit()
    page = page.form(action="sections/who-writes").submit()
    page = answer(page, "check-who-opens", "wrong-2")
    assert "Lesson finished" not in page.text
    page = answer(page, "check-who-writes", "true")
    assert part(page, "lesson-end").startswith("Lesson finished")
    assert "Next lesson: The rules of voting" in part(page, "lesson-end")
    assert len(page.soup.select(f'a[href="{VOTING}"].button, a[rel=next]')) == 1, "it stands once"
    assert "Continue at" not in page.text


def test_reading_goes_on_where_it_was_left(maya: Client) -> None:
    page = maya.get(MEETING)
    assert "Continue at" not in page.text
    page.form(action="sections/who-opens").submit()
    page = maya.get(MEETING)
    assert resumes_at(page) == "#who-writes"
    assert "Question open in: Who opens" in page.text
    page.form(action="sections/who-writes").submit()
    page = maya.get(MEETING)
    assert resumes_at(page) == "#check-check-who-opens"  # everything is read: questions wait
    page = answer(page, "check-who-opens", "right")
    assert resumes_at(page) == "#check-check-who-writes"
    assert "Question open in" not in page.text


def resumes_at(page: Page) -> str:
    """Where "Continue at" leads, which is also where "Continue" on the first page does."""
    [link] = page.soup.select(".resume a")
    target = str(link["href"])
    [place] = page.soup.select("#continue")
    assert place.find_parent(id=target.removeprefix("#"))
    return target


def test_closing_the_page_keeps_the_place_without_a_tick(maya: Client, cast: Cast) -> None:
    maya.get(MEETING)
    maya.post(f"{MEETING}/sections/who-writes", {"passing": "yes"})
    page = maya.get(MEETING)
    assert "Continue at: Who writes" in page.text
    assert meter(page) == "0 of 2 sections read"
    assert sections_of(cast.maya) == set()


def test_a_script_gets_the_parts_that_changed(maya: Client, cast: Cast) -> None:
    maya.get(MEETING)
    response = maya.flask.post(
        f"{MEETING}/sections/who-opens",
        headers={"Accept": "application/json", "X-CSRFToken": maya.csrf_token()},
    )
    assert response.status_code == 200
    parts = response.get_json()["parts"]
    assert set(parts) == {"end-of-who-opens", "lesson-contents", "lesson-end", "lesson-turn"}
    assert "1 of 2 sections read" in parts["lesson-contents"]
    assert sections_of(cast.maya) == {"who-opens"}


def test_a_teacher_reads_without_leaving_a_trail(rivera: Client, cast: Cast) -> None:
    page = rivera.get(MEETING)
    assert "Mark as read" not in page.text
    rivera.post(f"{MEETING}/sections/who-opens")
    rivera.post(f"{MEETING}/sections/who-opens", {"passing": "yes"})
    assert sections_of(cast.rivera) == set()
    assert db.session.get(ReadingPlace, (cast.rivera, "meeting-rules")) is None
    assert "Assign this lesson" in rivera.get(MEETING).text


def test_what_one_student_read_is_nobody_elses(maya: Client, cast: Cast) -> None:
    maya.get(MEETING).form(action="sections/who-opens").submit()
    jonas = Client(maya.app).sign_in_as(cast.jonas)
    assert meter(jonas.get(MEETING)) == "0 of 2 sections read"


def test_lessons_turn_like_pages(maya: Client) -> None:
    page = maya.get(MEETING)
    assert page.soup.select_one("a[rel=prev]") is None
    page = page.click("Next lesson")
    assert page.path.endswith(VOTING)
    assert page.soup.select_one("a[rel=next]") is None
    assert page.click("Previous lesson").path.endswith(MEETING)


def test_a_lesson_links_to_another_one(maya: Client) -> None:
    assert (
        maya.get(MEETING)
        .click("how votes are counted")
        .path.endswith(f"{VOTING}#how-votes-are-counted")
    )


def test_a_stranger_signs_in_first(client: Client) -> None:
    page = client.get(MEETING)
    assert page.path.startswith("/sign-in")


def test_a_lesson_opens_with_its_note_and_ends_with_its_prompt(maya: Client) -> None:
    page = maya.get(MEETING)
    note, first = page.body.index("argues loudly"), page.body.index('id="who-opens"')
    last, prompt = page.body.index('id="who-writes"'), page.body.index("Talk about it")
    assert note < first < last < prompt
