"""The class page and the report in the browser, and as CSV."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from accounts.actions.roster import remove_student
from models.classes import Enrolment
from models.people import Person
from models.quizzes import QuizPart
from models.session import db, unit_of_work
from tests import factories
from tests.cast import Cast
from tests.classes.classroom import WRONG, Classroom
from tests.client import Client, Page

NOTES = "/lessons/meeting-rules/teacher-notes#repair-mayor-opens"


def rows(client: Client, path: str) -> list[list[str]]:
    answer = client.flask.get(path)
    assert answer.mimetype == "text/csv"
    text = answer.get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def table(page: Page) -> list[list[str]]:
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in page.soup.select("tbody tr")
    ]


def test_the_grid_says_how_each_student_stands(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    room.take("maya", quiz, **WRONG)
    room.begin("jonas", quiz, **{"single-1": {"choice": "right"}})

    page = rivera.get(f"/classes/{cast.civics}")

    assert table(page) == [
        ["Student Jonas", "0 of 1", "1 of 4"],
        ["Student Maya average 50%", "1 of 1", "50%, low"],
        ["Student Priya", "0 of 1", "Not started"],
    ]
    assert "1 of 3 assignments finished · as of 9:00" in page.text
    assert page.click("50%").path == f"/assignments/{quiz}/students/{cast.maya}"


def test_the_table_stands_before_the_beliefs_and_what_opens_later_comes_last(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    quiz = room.give()
    for name in ("maya", "jonas", "priya"):
        room.take(name, quiz, **WRONG)
    for days in (4, 2):
        room.give(quiz=False, opens_at=room.now + timedelta(days=days))
    room.clock.advance(minutes=1)
    room.give(quiz=False)

    page = rivera.get(f"/classes/{cast.civics}")

    heads = [head.get_text(" ", strip=True) for head in page.soup.select("thead th")]
    assert heads[:2] == ["Student", "Finished"]
    said = [head.partition(" · ")[2] for head in heads[2:]]
    assert said[2:] == ["opens Thu 17 Sep 2026", "opens Sat 19 Sep 2026"]
    assert all(words.startswith("due") for words in said[:2])
    titles = [heading.get_text(strip=True) for heading in page.soup.select("h2")]
    assert titles[:2] == ["Progress", "What the class believes that is not so"]
    assert page.soup.select_one("main a[href='#beliefs-title']")


def test_what_is_given_before_anybody_joins_can_be_found(
    rivera: Client, okafor: Client, room: Classroom, cast: Cast
) -> None:
    with unit_of_work():
        empty = factories.school_class(
            cast.northfield, "Civics 4", "CVCP4444", room.now, cast.rivera
        )
    quiz = room.give(to=empty)
    room.give(to=empty, quiz=False, opens_at=room.now + timedelta(days=2))

    page = rivera.get(f"/classes/{empty}")

    assert "No students yet Show the class code" in page.text
    listed = page.soup.select("#assigned-title + ul small")
    assert [each.get_text(strip=True) for each in listed] == [
        "due Tue 22 Sep 2026",
        "opens Thu 17 Sep 2026",
    ]
    assert page.click("Report").path == f"/assignments/{quiz}/report"
    assert page.click("Change").path == f"/assignments/{quiz}/edit"
    page = okafor.get(f"/classes/{empty}")
    assert page.click("Report").path == f"/assignments/{quiz}/report"
    assert page.soup.find("a", href=f"/assignments/{quiz}/edit") is None


def test_late_and_overdue_have_their_words(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give(days=1)
    room.begin("jonas", quiz)
    room.clock.advance(days=2)
    room.take("maya", quiz)

    page = rivera.get(f"/classes/{cast.civics}?sort=help")

    assert [row[2] for row in table(page)] == ["Overdue, 0 of 4", "Overdue", "100%, late"]


def test_a_late_joiner_has_a_word_of_their_own(rivera: Client, room: Classroom, cast: Cast) -> None:
    room.give(days=-1, opens_at=room.now - timedelta(days=5), may_be_overdue=True)

    page = rivera.get(f"/classes/{cast.civics}")

    assert table(page)[0] == ["Student Jonas", "–", "Joined later"], "nothing is expected"


def test_what_is_finished_is_counted_of_what_is_expected_everywhere(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    """Priya joins between two quizzes, and a third opens later: two are expected of the others."""
    first = room.give(days=1)
    room.take("maya", first)
    room.clock.advance(days=2)
    with unit_of_work():
        place = select(Enrolment).where(Enrolment.person_id == cast.priya)
        db.session.scalars(place).one().enrolled_at = room.now
    second = room.give()
    room.take("priya", second)
    room.give(opens_at=room.now + timedelta(days=2))

    page = rivera.get(f"/classes/{cast.civics}")
    found = rows(rivera, f"/classes/{cast.civics}/progress.csv")

    assert [row[1] for row in table(page)] == ["0 of 2", "1 of 2", "1 of 1"]
    total = page.soup.select_one("tfoot td").get_text(strip=True)
    assert total == "2 of 5", "the sum of the rows"
    assert "2 of 5 assignments finished" in page.text
    by_name = [dict(zip(found[0], row, strict=True)) for row in found[1:]]
    assert [f"{each['Finished']} of {each['Expected']}" for each in by_name] == [
        row[1] for row in table(page)
    ]
    assert "1 of 1 assignments finished" in page.click("Student Priya").text


def test_the_csv_says_what_the_screen_says(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    room.clock.advance(minutes=1)
    room.give(quiz=False, days=None)
    room.take("maya", quiz, **WRONG)

    assert rows(rivera, f"/classes/{cast.civics}/progress.csv") == [
        [
            "Student",
            "User name",
            "The rules of the meeting",
            "Riverbend fixed quiz, due Tue 22 Sep 2026",
            "Riverbend fixed quiz: score in percent",
            "Finished",
            "Expected",
            "Behind",
            "Average in percent",
        ],
        ["Student Jonas", "jonas", "Not started", "Not started", "", "0", "2", "0", ""],
        ["Student Maya", "maya", "Not started", "Done", "50", "1", "2", "0", "50"],
        ["Student Priya", "priya", "Not started", "Not started", "", "0", "2", "0", ""],
    ]


def test_no_score_wears_a_praising_mark_and_a_low_one_warns(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    quiz = room.give()
    room.take("maya", quiz, **WRONG)
    room.take("jonas", quiz)

    for page in (
        rivera.get(f"/classes/{cast.civics}"),
        rivera.get(f"/assignments/{quiz}/report"),
        rivera.get(f"/assignments/{quiz}/students/{cast.maya}"),
    ):
        assert not page.soup.select(".status-done")
        assert page.soup.select_one(".status-low").get_text(strip=True) == "50%, low"
    assert rivera.get(f"/classes/{cast.civics}").soup.select_one(".status-handed-in")


def test_a_closed_assignment_says_so(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give(days=1, closes_at=room.now + timedelta(days=1))
    room.clock.advance(days=2)

    assert "closed Wed 16 Sep 2026" in rivera.get(f"/classes/{cast.civics}").text
    assert "Nobody can answer any more." in rivera.get(f"/assignments/{quiz}/report").text


def test_a_file_carries_the_schools_date(rivera: Client, room: Classroom, cast: Cast) -> None:
    room.clock.now = room.now.replace(day=16, hour=3)  # still the evening of the 15th in Chicago

    answer = rivera.flask.get(f"/classes/{cast.civics}/progress.csv")

    assert "civics_3_2026-09-15.csv" in answer.headers["Content-Disposition"]


def test_the_file_holds_those_who_are_shown(rivera: Client, room: Classroom, cast: Cast) -> None:
    room.take("maya", room.give(), **WRONG)

    page = rivera.get(f"/classes/{cast.civics}?show=help")
    link = page.soup.find("a", string="CSV for a spreadsheet")

    assert [row[0] for row in rows(rivera, link["href"])[1:]] == ["Student Maya"]
    assert [row[0] for row in table(page)] == ["Student Maya average 50%"]


def test_goals_stand_least_mastered_first(rivera: Client, room: Classroom, cast: Cast) -> None:
    room.take("maya", room.give(), **WRONG)

    page = rivera.get(f"/classes/{cast.civics}")

    assert "Goals, least mastered first" in page.text
    assert "0 of 3 mastered" in page.soup.select_one(".goals").get_text(" ", strip=True)


def test_a_name_that_looks_like_a_formula_is_only_a_name(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    with unit_of_work():
        db.session.get_one(Person, cast.maya).display_name = '=HYPERLINK("x")'

    found = rows(rivera, f"/classes/{cast.civics}/progress.csv")

    assert ['\'=HYPERLINK("x")', "maya", "0", "0", "0", ""] in found


def test_each_students_marks_come_as_a_file(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    room.take("maya", quiz, **WRONG)
    attempt = room.begin("jonas", quiz, **{"single-1": {"choice": "right"}})
    room.hand_in("jonas", attempt)

    report = rivera.get(f"/assignments/{quiz}/report")
    link = report.soup.find("a", string=lambda text: text and "each student" in text)
    found = rows(rivera, link["href"])

    by_stem = [dict(zip(found[0], row, strict=True)) for row in found[1:]]
    stem = next(each for each in found[0] if "single-1" in each)
    assert [each["Student"] for each in by_stem] == [
        "Student Jonas",
        "Student Maya",
        "Student Priya",
    ]
    assert [each[stem] for each in by_stem] == ["1", "0", ""]
    assert sorted(found[1][2:]) == ["1", "no answer", "no answer", "no answer"]


def test_the_report_shows_questions_and_beliefs(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    quiz = room.give()
    for name in ("maya", "jonas"):
        room.take(name, quiz, **WRONG)

    page = rivera.get(f"/assignments/{quiz}/report")

    assert "2 of 3 finished" in page.text
    assert "The mayor opens the meeting." in page.text
    assert "2 of 2 who finished: Student Jonas , Student Maya" in page.text
    assert "0 of 2 right" in page.text
    assert "Right answer The right option of single-1" in page.text
    assert [each["href"] for each in page.soup.select("nav.sorts a")] == [
        "#beliefs",
        "#questions",
        "#students",
        "#rules",
    ]
    assert "(0%)" not in page.text
    assert "Why the first wrong option is wrong." in page.text
    repair = page.soup.find("a", string=lambda text: text and "section that repairs it" in text)
    assert repair["href"] == "/lessons/meeting-rules#who-opens"
    assert "In five minutes Show the first rule of the charter" in page.text
    assert page.soup.select_one(f"a[href='{NOTES}']")
    found = rows(rivera, f"/assignments/{quiz}/report.csv")
    assert found[0][0] == "Question"
    assert any("The first wrong option of single-1" in row for row in found)


def test_what_the_class_does_not_understand_is_one_click_from_the_first_page(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    quiz = room.give()
    assert "not so" not in rivera.get("/classes").text
    for name in ("maya", "jonas"):
        room.take(name, quiz, **WRONG)

    for path in ("/classes", f"/classes/{cast.civics}"):
        page = rivera.get(path)
        assert "The mayor opens the meeting." in page.text
        assert "2 of 2 students who handed in a quiz" in page.text
        assert page.soup.select_one(f"a[href='{NOTES}']")
        assert page.soup.select_one(f"a[href='/assignments/{quiz}/report#beliefs']")
    listed = page.soup.select_one(f"#assigned-title + ul a[href='/assignments/{quiz}/report']")
    assert listed.get_text().startswith("Report")


def test_the_report_folds_away_what_one_student_believes(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    quiz = room.give()
    room.take("maya", quiz, **WRONG)
    with unit_of_work():
        part = select(QuizPart).where(QuizPart.quiz_id == room.quiz())
        db.session.scalars(part).first().random_count = 2

    page = rivera.get(f"/assignments/{quiz}/report")

    folded = page.soup.select_one("#beliefs ~ details")
    assert not folded.has_attr("open")
    assert "Held by one student" in folded.get_text()
    assert "The mayor opens the meeting." in folded.get_text()
    assert "No belief is held by more than one student." in page.text
    assert "Questions are drawn for each student" in page.text
    assert "Asked of few" in page.text


def test_the_report_and_its_file_say_that_questions_count_who_left(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    quiz = room.give()
    for name in ("maya", "jonas"):
        room.take(name, quiz, **WRONG)
    path = f"/assignments/{quiz}/report"
    assert "left the class" not in rivera.get(path).text
    with unit_of_work():
        remove_student(cast.actor("rivera"), cast.civics, cast.maya, room.now)

    said = "The figures of the questions include 1 student who has left the class."
    assert said in rivera.get(path).text
    assert rows(rivera, f"{path}.csv")[-1] == [said]


def test_a_report_that_nothing_was_handed_in_for(rivera: Client, room: Classroom) -> None:
    assert "Nobody has handed in yet" in rivera.get(f"/assignments/{room.give()}/report").text
    lesson = room.give(quiz=False)
    assert "Students" in rivera.get(f"/assignments/{lesson}/report").text
    assert len(rows(rivera, f"/assignments/{lesson}/report.csv")) == 1


def test_an_administrator_sees_progress_and_no_buttons(
    okafor: Client, room: Classroom, cast: Cast
) -> None:
    quiz = room.give()
    attempt = room.take("maya", quiz)

    page = okafor.get(f"/classes/{cast.civics}")
    assert page.soup.find("a", string="Assign") is None
    page = okafor.get(f"/assignments/{quiz}/students/{cast.maya}")
    assert "Reopen" not in page.text
    assert page.soup.select_one(f"a[href='/attempts/{attempt}/results']")


def test_others_find_nothing(
    room: Classroom, cast: Cast, browser_of: Callable[..., Client]
) -> None:
    quiz = room.give()
    paths = [
        f"/classes/{cast.civics}",
        f"/classes/{cast.civics}/progress.csv",
        f"/assignments/{quiz}/report",
        f"/assignments/{quiz}/report.csv",
        f"/assignments/{quiz}/students/{cast.maya}",
    ]
    for path in paths:
        for person in (cast.chen, cast.novak, cast.haas):
            browser_of(person).get(path, status=404)
        browser_of(cast.maya).get(path, status=403)
