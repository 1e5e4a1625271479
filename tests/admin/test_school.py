"""The school at a glance says what the class pages say, for every class and no other school."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select

from admin.actions.people import archive_person
from admin.queries.school import ClassLine, School, school
from classes.queries.work import read_work
from models.accommodations import AccommodationProfile
from models.assignments import Assignment, AssignmentOverride
from models.attempts import Attempt
from models.classes import ClassTeacher, Enrolment, SchoolClass
from models.session import db, unit_of_work
from progress.actions import assignment_changed
from tests import factories
from tests.cast import MORNING
from tests.client import Client, Page
from tests.progress.test_actions import BELIEVES, RIGHT
from tests.progress.world import World, build
from tests.statements import counted_statements

Browser = Callable[..., Client]


@pytest.fixture
def world(cast) -> World:
    return build(cast)


@pytest.fixture
def busy(world: World) -> World:
    """Work in two classes: finished, begun, late, allowed later, left, withdrawn, not open yet.

    Priya joined after the first quiz had closed.
    """
    cast = world.cast
    with unit_of_work():
        place = select(Enrolment).where(Enrolment.person_id == cast.priya)
        db.session.scalars(place).one().enrolled_at = MORNING
        quiz = db.session.get_one(Assignment, world.quiz_assignment)
        quiz.due_at = MORNING - timedelta(minutes=5)
        world.take(cast.maya, {"q0": RIGHT, "q2": BELIEVES})
        world.start(cast.jonas, ["q0"])
        world.read(cast.priya, "opening")
        db.session.add(
            AssignmentOverride(
                assignment_id=quiz.id,
                person_id=cast.priya,
                school_id=cast.northfield,
                extra_attempts=0,
                due_at=MORNING + timedelta(days=1),
                updated_at=MORNING,
            )
        )
        _other_work(world)
    return world


def _other_work(world: World) -> None:
    cast = world.cast
    left = factories.person(cast.northfield, "Student Gone", MORNING)
    db.session.add(
        Enrolment(
            school_id=cast.northfield,
            class_id=cast.civics,
            person_id=left,
            enrolled_at=MORNING - timedelta(days=9),
            left_at=MORNING - timedelta(days=1),
        )
    )
    world.take(left, {"q0": BELIEVES})
    for title, opens, closes in (("Closed", -9, -1), ("Later", 1, 2)):
        factories.assignment(
            cast.northfield,
            cast.civics,
            cast.rivera,
            MORNING,
            quiz_id=world.quiz_id,
            title=title,
            opens_at=MORNING + timedelta(days=opens),
            closes_at=MORNING + timedelta(days=closes),
        )
    withdrawn = factories.assignment(
        cast.northfield, cast.civics, cast.rivera, MORNING, quiz_id=world.quiz_id
    )
    world.take(cast.maya, {"q0": BELIEVES}, assignment_id=withdrawn)
    db.session.get_one(Assignment, withdrawn).withdrawn_at = MORNING
    history = factories.assignment(
        cast.northfield, cast.history, cast.chen, MORNING, quiz_id=world.quiz_id
    )
    world.take(cast.leo, {"q0": RIGHT}, assignment_id=history)


def seen(world: World) -> School:
    db.session.rollback()
    return school(world.cast.actor("okafor"), world.now)


def line(found: School, name: str) -> ClassLine:
    return next(each for each in found.classes if each.name == name)


def test_the_figures_are_those_of_the_class_pages(busy: World) -> None:
    found = seen(busy)
    work = read_work([each.id for each in found.classes], busy.now)

    for each in found.classes:
        same = work[each.id]
        scores = [
            cell.score
            for student in same.students
            for cell in student.cells
            if cell.score is not None
        ]
        assert (each.finished, each.expected) == (same.finished, same.expected)
        assert each.students == len(same.students)
        assert each.behind == sum(student.help.behind > 0 for student in same.students)
        assert each.average == (sum(scores, Fraction(0)) / len(scores) if scores else None)


def test_they_are_so_too_for_students_with_terms_or_a_clock_of_their_own(busy: World) -> None:
    cast = busy.cast
    with unit_of_work():
        place = select(Enrolment).where(Enrolment.person_id == cast.jonas)
        # After the class's due time, and before his own: it is expected of him.
        db.session.scalars(place).one().enrolled_at = MORNING
        db.session.add(
            AccommodationProfile(
                school_id=cast.northfield,
                person_id=cast.jonas,
                time_percent=150,
                extra_attempts=0,
                extra_days=7,
                hides_timer=False,
                updated_at=MORNING,
            )
        )
        timed = factories.assignment(
            cast.northfield,
            cast.history,
            cast.chen,
            MORNING,
            quiz_id=busy.quiz_id,
            closes_at=MORNING - timedelta(minutes=5),
            time_limit_minutes=30,
        )
        begun = busy.start(cast.leo, ["q0"], assignment_id=timed)
        db.session.get_one(Attempt, begun).started_at = MORNING - timedelta(minutes=10)
        assignment_changed(timed)

    def behind() -> dict[str, int]:
        return {each.name: each.behind for each in seen(busy).classes}

    test_the_figures_are_those_of_the_class_pages(busy)
    assert behind() == {"Civics 3": 1, "History 5": 0}
    busy.wait(21)
    test_the_figures_are_those_of_the_class_pages(busy)
    assert behind() == {"Civics 3": 1, "History 5": 1}


def test_they_are_so_too_when_what_some_have_done_opens_anew_later(busy: World) -> None:
    with unit_of_work():
        db.session.get_one(Assignment, busy.quiz_assignment).opens_at = busy.now + timedelta(days=9)

    test_the_figures_are_those_of_the_class_pages(busy)


def test_each_class_has_its_own_line(busy: World) -> None:
    found = seen(busy)

    assert [each.name for each in found.classes] == ["Civics 3", "History 5"]
    civics = line(found, "Civics 3")
    assert civics.teachers == ("Daniel Rivera",)
    assert (civics.students, civics.finished, civics.expected) == (3, 1, 8)
    assert civics.behind == 2, "the closed quiz; and Jonas with the late one"
    assert civics.average == Fraction(1, 2)
    assert line(found, "History 5").average == 1
    assert found.most_behind == civics


def test_active_means_in_the_last_seven_days(busy: World) -> None:
    assert line(seen(busy), "Civics 3").active == 3
    busy.wait(7 * 24 * 60 + 1)
    assert line(seen(busy), "Civics 3").active == 0


def test_nobody_sees_another_school(busy: World) -> None:
    (only,) = school(busy.cast.actor("haas"), busy.now).classes

    assert (only.name, only.students, only.expected) == ("Government 1", 1, 0)


def test_more_classes_cost_no_more_statements(busy: World) -> None:
    with counted_statements() as before:
        school(busy.cast.actor("okafor"), busy.now)
    with unit_of_work():
        for number in range(5):
            factories.school_class(
                busy.cast.northfield, f"Class {number}", f"C{number}", MORNING, busy.cast.chen
            )
    with counted_statements() as after:
        found = school(busy.cast.actor("okafor"), busy.now)

    assert len(found.classes) == 7
    assert len(after) == len(before) <= 13


def test_the_page_names_the_next_step_and_the_time(browser_of: Browser, busy: World) -> None:
    page = browser_of(busy.cast.okafor).get("/school")

    assert "2 of 3 students of Civics 3 have overdue work" in page.text
    assert "the greatest share of all classes" in page.text
    assert "As of 9:00 AM" in page.text
    assert page.click("Open the class").path.startswith(f"/classes/{busy.cast.civics}")


def test_a_class_without_a_teacher_comes_first(browser_of: Browser, busy: World) -> None:
    with unit_of_work():
        archive_person(busy.cast.actor("okafor"), busy.cast.chen, MORNING)
    okafor = browser_of(busy.cast.okafor)

    page = okafor.get("/school")

    step = page.soup.select_one(".next-step")
    assert "Nobody teaches History 5 now." in step.get_text()
    assert step.a["href"] == f"/classes/{busy.cast.history}/teachers"
    page = okafor.get(f"/classes/{busy.cast.history}")
    assert "Nobody teaches this class now" in page.text
    assert "Assign the first lesson" not in page.text
    assert page.click("Add a teacher").path == f"/classes/{busy.cast.history}/teachers"


def test_the_csv_is_the_same_table_and_carries_no_formula(browser_of: Browser, busy: World) -> None:
    with unit_of_work():
        db.session.get_one(SchoolClass, busy.cast.history).name = "=HYPERLINK(1)"

    text = browser_of(busy.cast.okafor).get("/school.csv").body.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))

    assert rows[0][:3] == ["Class", "Teachers", "Students"]
    assert ["'=HYPERLINK(1)", "Lily Chen", "1", "1", "1", "100%", "100%", "0", "1"] in rows
    assert ["Civics 3", "Daniel Rivera", "3", "1", "8", "13%", "50%", "2", "3"] in rows


def test_a_class_without_a_teacher_needs_one(browser_of: Browser, world: World) -> None:
    with unit_of_work():
        gone = db.session.get_one(ClassTeacher, (world.cast.history, world.cast.chen))
        db.session.delete(gone)

    page = browser_of(world.cast.okafor).get("/school")

    assert "No teacher" in page.text
    assert page.click("Add a teacher").path == f"/classes/{world.cast.history}/teachers"


def row(page: Page, name: str) -> str:
    """What the page says of a class."""
    found = next(each for each in page.soup.select("tbody tr") if name in each.get_text())
    return " ".join(found.get_text(" ").split())


def test_a_class_without_a_teacher_still_says_who_is_behind(
    browser_of: Browser, busy: World
) -> None:
    with unit_of_work():
        db.session.delete(db.session.get_one(ClassTeacher, (busy.cast.civics, busy.cast.rivera)))

    said = row(browser_of(busy.cast.okafor).get("/school"), "Civics 3")

    assert "No teacher 2 students behind" in said


def test_a_class_that_nobody_has_joined_says_why_nothing_is_finished(
    browser_of: Browser, world: World
) -> None:
    cast = world.cast
    with unit_of_work():
        made = [
            factories.school_class(cast.northfield, name, f"{name}222", MORNING, cast.chen)
            for name in ("Given", "Empty", "Later")
        ]
        factories.enrolment(cast.northfield, made[2], MORNING, cast.leo)
        for class_id, days in ((made[0], 0), (made[2], 2)):
            factories.assignment(
                cast.northfield,
                class_id,
                cast.chen,
                MORNING,
                quiz_id=world.quiz_id,
                opens_at=MORNING + timedelta(days=days),
            )

    page = browser_of(cast.okafor).get("/school")

    assert "No students yet" in row(page, "Given")
    assert "Nothing given yet" in row(page, "Empty")
    assert "Nothing to do yet" in row(page, "Later")


def test_a_school_without_classes_says_what_to_do(browser_of: Browser, world: World) -> None:
    with unit_of_work():
        for class_id in (world.cast.civics, world.cast.history):
            db.session.get_one(SchoolClass, class_id).archived_at = MORNING

    page = browser_of(world.cast.okafor).get("/school")

    assert "There is no class yet" in page.text
    assert "Civics 3" in page.press("Restore").text


def test_only_administrators_see_it(browser_of: Browser, world: World) -> None:
    for person_id in (world.cast.rivera, world.cast.maya):
        for path in ("/school", "/school.csv", "/school/people", "/school/log"):
            browser_of(person_id).get(path, status=403)
