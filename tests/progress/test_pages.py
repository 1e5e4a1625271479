"""A student's own pages: what to do now, and what they know."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from classes.actions import archive_class
from domain.access import FeedbackPolicy
from domain.people import Role
from domain.scoring import ScoreRule
from models.assignments import Assignment
from models.classes import Enrolment
from models.reference import Misconception
from models.session import db, unit_of_work
from progress.queries.knowledge import knowledge
from progress.queries.today import today
from tests import factories
from tests.cast import MORNING
from tests.client import Client
from tests.progress.test_actions import BELIEVES, RIGHT
from tests.progress.world import World
from tests.statements import counted_statements

Browser = Callable[..., Client]


@pytest.fixture
def maya(browser_of: Browser, world: World) -> Client:
    return browser_of(world.cast.maya)


def change(world: World, **values: object) -> None:
    with unit_of_work():
        row = db.session.get_one(Assignment, world.quiz_assignment)
        for name, value in values.items():
            setattr(row, name, value)


def joined_long_ago() -> None:
    with unit_of_work():
        db.session.execute(update(Enrolment).values(enrolled_at=MORNING - timedelta(days=60)))


def test_what_is_due_first_comes_first(maya: Client, world: World) -> None:
    change(world, due_at=MORNING + timedelta(hours=3))

    page = maya.get("/home")
    step = page.soup.select_one(".next-step")

    assert step is not None
    assert "Quiz" in step.get_text()
    assert "Begin" in step.get_text()
    assert "The count" in page.text, "the lesson stands after it"


def test_of_two_due_at_once_the_lesson_comes_first(world: World) -> None:
    found = today(world.cast.actor("maya"), world.now)

    assert [piece.title for piece in found.to_do] == ["The count", "Quiz"]


def test_an_open_attempt_is_one_click_away(maya: Client, world: World) -> None:
    change(world, due_at=MORNING + timedelta(hours=3))
    with unit_of_work():
        attempt_id = world.start(world.cast.maya, ["q0", "q2"])
        world.answer(attempt_id, 1, RIGHT)

    page = maya.get("/home")
    step = page.soup.select_one(".next-step a")

    assert step is not None
    assert "Continue" in step.get_text()
    assert str(step["href"]).endswith(f"/attempts/{attempt_id}")
    assert today(world.cast.actor("maya"), world.now).to_do[0].steps_done == 1


def test_a_quiz_in_progress_comes_before_what_was_not_begun(maya: Client, world: World) -> None:
    joined_long_ago()
    change(world, due_at=MORNING + timedelta(days=30))
    with unit_of_work():
        attempt_id = world.start(world.cast.maya, ["q0", "q2"])
        world.answer(attempt_id, 1, RIGHT)

    in_time = maya.get("/home").soup.select_one(".next-step")
    change(world, due_at=MORNING - timedelta(minutes=1))
    late = maya.get("/home").soup.select_one(".next-step")

    assert "Quiz, 1 of 2 questions started, due" in in_time.get_text()
    assert "Quiz, 1 of 2 questions started, due" in late.get_text()
    assert "it is late, and you can still do it" in late.get_text()


def test_a_second_quiz_in_progress_says_how_far_it_is_when_overdue(
    maya: Client, world: World
) -> None:
    joined_long_ago()
    change(world, due_at=MORNING - timedelta(minutes=1))
    with unit_of_work():
        sooner = factories.assignment(
            world.cast.northfield,
            world.cast.civics,
            world.cast.rivera,
            MORNING - timedelta(days=2),
            quiz_id=db.session.get_one(Assignment, world.quiz_assignment).quiz_id,
            due_at=MORNING - timedelta(days=1),
        )
        world.start(world.cast.maya, ["q0", "q2"])
        world.start(world.cast.maya, ["q0"], assignment_id=sooner)

    assert "Overdue, 0 of 2 questions started" in maya.get("/home").text


def test_one_wrong_answer_is_only_a_start(maya: Client, world: World) -> None:
    with unit_of_work():
        world.take(world.cast.maya, {"q0": BELIEVES})
    page = maya.get("/progress")

    assert [each.text for each in page.soup.select(".rows .status-in-progress")] == ["Just started"]
    assert not page.soup.select(".status-practising")


def test_late_work_says_so_and_closed_work_cannot_be_done(maya: Client, world: World) -> None:
    change(world, due_at=MORNING - timedelta(minutes=1))
    assert "it is late, and you can still do it" in maya.get("/home").text

    change(world, closes_at=MORNING - timedelta(seconds=1))
    page = maya.get("/home")

    assert "Closed before you finished" in page.text
    assert "Quiz" not in page.soup.select_one(".next-step").get_text()


def test_what_was_due_before_they_joined_comes_last(maya: Client, world: World) -> None:
    change(world, due_at=MORNING - timedelta(days=1))
    with unit_of_work():
        place = select(Enrolment).where(Enrolment.person_id == world.cast.maya)
        db.session.scalars(place).one().enrolled_at = MORNING

    page = maya.get("/home")

    assert "The count" in page.soup.select_one(".next-step").get_text()
    assert "Quiz" in page.soup.select_one("[aria-labelledby=earlier]").get_text()
    assert "Overdue" not in page.text
    before = page.click("Quiz")
    assert before.path == f"/assignments/{world.quiz_assignment}/quiz"
    assert "due before you joined. Nobody waits for it, and it is not late" in before.text
    assert "The due time has passed" not in before.text
    change(world, closes_at=MORNING - timedelta(minutes=1))
    assert "Quiz" not in maya.get("/home").text


def test_an_attempt_left_open_at_closing_waits_for_nobody(maya: Client, world: World) -> None:
    with unit_of_work():
        world.start(world.cast.maya, ["q0"])
    change(world, closes_at=MORNING - timedelta(seconds=1))

    page = maya.get("/home")

    assert page.soup.select_one(f".next-step a[href*='{world.quiz_assignment}']") is None
    assert "Closed before you finished" not in page.text


def test_what_is_finished_shows_its_score(maya: Client, world: World) -> None:
    with unit_of_work():
        world.take(world.cast.maya, {"q0": RIGHT, "q2": BELIEVES})

    page = maya.get("/home")

    assert "Finished lately" in page.text
    assert "50%" in page.text


def test_work_of_other_classes_and_withdrawn_work_is_not_shown(
    browser_of: Browser, world: World
) -> None:
    assert "Quiz" not in browser_of(world.cast.leo).get("/home").text
    change(world, withdrawn_at=MORNING)
    assert all(piece.title != "Quiz" for piece in today(world.cast.actor("maya"), MORNING).to_do)


def test_somebody_in_no_class_is_asked_for_a_code(browser_of: Browser, world: World) -> None:
    with unit_of_work():
        newcomer = factories.person(world.cast.northfield, "Student New", MORNING, Role.STUDENT)
    page = browser_of(newcomer).get("/home")

    assert "You are in no class yet" in page.text
    assert page.form("Join the class", action="/join").submit(code="cvcs3333", status=404)


def test_whose_only_class_was_archived_reads_that_it_is_over(maya: Client, world: World) -> None:
    with unit_of_work():
        archive_class(world.cast.actor("rivera"), world.cast.civics, MORNING)

    page = maya.get("/home")

    assert "Your class is over Civics 3 takes no more work." in page.text
    assert "You are in no class yet" not in page.text
    assert page.click("Past results").path == "/progress#results"
    with unit_of_work():
        factories.enrolment(world.cast.northfield, world.cast.history, MORNING, world.cast.maya)
    assert "is over" not in maya.get("/home").text, "one class goes on"


def test_the_progress_page_says_the_rule_and_the_figures(maya: Client, world: World) -> None:
    right = {f"q{number}": RIGHT for number in (0, 6)}
    with unit_of_work():
        world.take(world.cast.maya, {**right, "q3": {"choices": ["open", "ask"]}})
        world.take(world.cast.maya, {"q9": {"choices": ["open", "ask"]}}, purpose="practice")
        world.take(world.cast.maya, {"q2": BELIEVES, "q8": BELIEVES})

    page = maya.get("/progress")

    assert "at least 4 of your last 5 answers were right" in page.text
    assert "4 of your last 4 right Mastered" in page.text
    assert "0 of your last 2 right Look again" in page.text


def test_what_is_to_be_looked_at_again_comes_first_and_what_is_untouched_is_folded(
    maya: Client, world: World
) -> None:
    with unit_of_work():
        world.take(world.cast.maya, {"q2": BELIEVES, "q8": BELIEVES})

    page = maya.get("/progress")
    headings = [each.get_text() for each in page.soup.select("main h2")]
    again = page.soup.select_one("[aria-labelledby=again] li a")

    assert headings[:2] == ["Look at again", "What you have started"]
    assert again is not None
    assert again.get_text() not in page.soup.select_one("[aria-labelledby=objectives]").get_text()


def test_a_belief_remains_until_such_a_question_is_right(world: World) -> None:
    maya = world.cast.actor("maya")
    add_misconception()
    with unit_of_work():
        world.take(world.cast.maya, {"q0": BELIEVES})
    world.wait()
    assert [line.remains for line in knowledge(maya, world.now).beliefs] == [True]

    with unit_of_work():
        world.take(world.cast.maya, {"q2": RIGHT}, purpose="practice")

    assert [line.remains for line in knowledge(maya, world.now).beliefs] == [False]


def add_misconception() -> None:
    with unit_of_work():
        db.session.add(
            Misconception(
                id="vp-decides", course_id="civics", belief="The chair decides.", truth="No."
            )
        )


def test_beliefs_are_shown_in_plain_words(maya: Client, world: World) -> None:
    add_misconception()
    with unit_of_work():
        world.take(world.cast.maya, {"q0": BELIEVES})

    assert "The chair decides." in maya.get("/progress").text


@pytest.mark.parametrize(
    ("policy", "tells_score", "tells_answers"),
    [
        (FeedbackPolicy.AFTER_SUBMISSION, True, True),
        (FeedbackPolicy.SCORE_ONLY, True, False),
        (FeedbackPolicy.SCORE_THEN_ANSWERS_AFTER_CLOSE, True, False),
        (FeedbackPolicy.AFTER_CLOSE, False, False),
    ],
)
def test_nothing_is_told_before_its_time(
    maya: Client, world: World, policy: FeedbackPolicy, tells_score: bool, tells_answers: bool
) -> None:
    add_misconception()
    change(world, feedback_policy=policy.value, closes_at=MORNING + timedelta(days=1))
    with unit_of_work():
        world.take(world.cast.maya, {"q0": BELIEVES, "q6": RIGHT})

    home, mine = maya.get("/home").text, maya.get("/progress").text

    assert ("50%" in home) == ("50%" in mine) == tells_score
    assert ("1 of your last 2 right" in mine) == tells_answers
    assert ("not counted here" in mine) != tells_answers
    assert ("The chair decides." in mine) == tells_answers


def test_what_a_lesson_or_another_quiz_showed_counts_all_the_same(
    maya: Client, world: World
) -> None:
    change(world, feedback_policy=FeedbackPolicy.SCORE_ONLY.value)
    with unit_of_work():
        world.take(world.cast.maya, {"q2": RIGHT}, purpose="practice")
        world.take(world.cast.maya, {"q0": BELIEVES, "q6": RIGHT})

    mine = maya.get("/progress").text

    assert "Your only answer so far was right" in mine
    assert "of your last 2 right" not in mine


def test_more_work_costs_no_more_statements(world: World) -> None:
    maya = world.cast.actor("maya")

    def statements() -> tuple[int, int]:
        db.session.rollback()
        with counted_statements() as home:
            today(maya, world.now)
        with counted_statements() as progress:
            knowledge(maya, world.now)
        return len(home), len(progress)

    with unit_of_work():
        world.take(world.cast.maya, {"q0": BELIEVES})
    before = statements()
    with unit_of_work():
        for _ in range(5):
            assignment = factories.assignment(
                world.cast.northfield,
                world.cast.civics,
                world.cast.rivera,
                MORNING,
                quiz_id=world.quiz_id,
                score_rule=ScoreRule.LAST,
            )
            world.take(world.cast.maya, {"q2": BELIEVES, "q1": None}, assignment_id=assignment)
            world.start(world.cast.maya, ["q4"], assignment_id=assignment)

    assert statements() == before
    assert max(before) <= 16


def test_only_students_have_these_pages(browser_of: Browser, world: World) -> None:
    for person_id in (world.cast.rivera, world.cast.okafor):
        for path in ("/home", "/progress"):
            browser_of(person_id).get(path, status=403)
