"""Check-yourself questions: answered in place, explained at once, tried again freely."""

from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.lessons.bookshelf import (
    MEETING,
    VOTING,
    answer,
    check_answers,
    check_form,
    evidence_of,
    meter,
    part,
    publish_lesson,
    publish_question,
)


def test_maya_answers_wrong_then_right_and_the_first_counts(
    maya: Client, cast: Cast, clock: Clock
) -> None:
    page = answer(maya.get(MEETING), "check-who-opens", "wrong-1")
    assert page.path.endswith("#check-check-who-opens")
    shown = part(page, "check-check-who-opens")
    assert "Not right" in shown
    assert "The mayor sits with everybody else." in shown
    assert "What some people think" in shown
    clock.advance(minutes=1)
    page = answer(page.click("Try again"), "check-who-opens", "right")
    shown = part(page, "check-check-who-opens")
    assert "Your answer, and right" in shown
    assert "The moderator opens the meeting." in shown
    assert [row.answer for row in check_answers(cast.maya)] == [
        {"choice": "wrong-1"},
        {"choice": "right"},
    ]
    assert evidence_of(cast.maya) == {"check-who-opens": False}


def test_the_right_answer_waits_behind_a_button(maya: Client) -> None:
    page = answer(maya.get(MEETING), "check-who-opens", "wrong-2")
    folded = page.soup.select_one("#check-check-who-opens details")
    assert folded is not None
    assert not folded.has_attr("open")
    assert "The moderator" in folded.get_text()
    trace = folded.select_one(".source a")
    assert trace is not None
    assert trace["href"] == "#s-moderator-opens"


def test_a_statement_is_true_or_false(maya: Client, cast: Cast) -> None:
    page = answer(maya.get(MEETING), "check-who-writes", "false")
    assert "It is the clerk who writes them." in part(page, "check-check-who-writes")
    assert evidence_of(cast.maya) == {"check-who-writes": False}


def test_half_of_several_right_options(maya: Client, cast: Cast) -> None:
    page = answer(maya.get(VOTING), "check-how-counted", ["right-2"])
    shown = part(page, "check-check-how-counted")
    assert "Partly right" in shown
    assert "One right answer is missing." in shown
    assert "The old charter counted hands." in shown
    page = answer(page.click("Try again"), "check-how-counted", ["right-1", "right-2"])
    assert "Your answer, and right" in part(page, "check-check-how-counted")
    assert evidence_of(cast.maya) == {"check-how-counted": False}


def test_steps_are_put_in_order(maya: Client, cast: Cast) -> None:
    publish_lesson("steps")
    name = "answer-steps-check-1"
    page = maya.get("/lessons/steps")
    backwards = {f"{name}-first": "3", f"{name}-second": "2", f"{name}-last": "1"}
    page = check_form(page, "steps-check-1").submit(fields=backwards)
    shown = part(page, "check-steps-check-1")
    assert "Your order The last step The second step The first step" in shown
    assert "Begin at the beginning." in shown
    assert check_answers(cast.maya)[0].answer == {"order": ["last", "second", "first"]}


def test_an_order_that_nobody_touched_is_no_answer(maya: Client, cast: Cast) -> None:
    publish_lesson("steps")
    page = check_form(maya.get("/lessons/steps"), "steps-check-1").submit(status=422)
    assert "Choose an answer first" in part(page, "check-steps-check-1-error")
    assert check_answers(cast.maya) == []


def test_an_order_with_a_gap_is_asked_for_again_and_kept(maya: Client, cast: Cast) -> None:
    publish_lesson("steps")
    name = "answer-steps-check-1"
    form = check_form(maya.get("/lessons/steps"), "steps-check-1")
    page = form.submit(status=422, fields={f"{name}-first": "2", f"{name}-second": "1"})
    assert "Give every line a place. 1 still have none." in part(page, "check-steps-check-1-error")
    chosen = page.soup.select_one(f"select[name={name}-first] option[selected]")
    assert chosen is not None
    assert chosen["value"] == "2"
    assert check_answers(cast.maya) == []


def test_choosing_nothing_is_said_at_the_question(maya: Client, cast: Cast) -> None:
    page = check_form(maya.get(MEETING), "check-who-opens").submit(status=422)
    assert "Choose an answer first" in part(page, "check-check-who-opens-error")
    assert check_answers(cast.maya) == []


def test_a_script_gets_the_explained_answer(maya: Client) -> None:
    maya.get(MEETING)
    headers = {"Accept": "application/json", "X-CSRFToken": maya.csrf_token()}
    data = {"question": "check-who-opens", "answer-check-who-opens": "wrong-1"}
    parts = maya.flask.post(MEETING, data=data, headers=headers).get_json()["parts"]
    assert set(parts) == {"check-check-who-opens", "lesson-contents", "lesson-end", "lesson-turn"}
    assert "The mayor sits with everybody else." in parts["check-check-who-opens"]
    del data["answer-check-who-opens"]
    refused = maya.flask.post(MEETING, data=data, headers=headers)
    assert refused.status_code == 422
    assert "Choose an answer first" in refused.get_json()["parts"]["check-check-who-opens"]


def test_answering_does_not_tick_the_section_off(maya: Client) -> None:
    assert meter(answer(maya.get(MEETING), "check-who-opens", "right")) == "0 of 2 sections read"


def test_an_answer_belongs_to_the_wording_that_was_seen(maya: Client, cast: Cast) -> None:
    form = check_form(maya.get(MEETING), "check-who-writes")
    new_version = publish_question(
        "check-who-writes", "meeting-rules", "true_false", {"answer": False, "feedback": "No."}
    )
    page = form.submit(fields={"answer-check-who-writes": "true"})
    assert "Your answer, and right" in part(page, "check-check-who-writes")
    assert check_answers(cast.maya)[0].question_version_id != new_version
    jonas = Client(maya.app).sign_in_as(cast.jonas)
    assert "The stem of version 2." in jonas.get(MEETING).text


def test_everybody_sees_the_options_in_the_same_order(maya: Client, rivera: Client) -> None:
    publish_lesson("steps")

    def order(browser: Client) -> list[str]:
        page = browser.get("/lessons/steps")
        return [str(row["data-key"]) for row in page.soup.select(".ordering-row")]

    assert order(maya) == order(rivera)
    assert order(maya) != ["first", "second", "last"]


def test_a_teacher_tries_a_question_and_nothing_is_kept(rivera: Client, cast: Cast) -> None:
    page = answer(rivera.get(MEETING), "check-who-opens", "wrong-1")
    assert "The mayor sits with everybody else." in part(page, "check-check-who-opens")
    assert "Your answer was not recorded." in page.text
    assert check_answers(cast.rivera) == []
    assert evidence_of(cast.rivera) == {}
    assert "Not right" not in rivera.get(MEETING).text


def test_an_answer_survives_signing_in_again(maya: Client, cast: Cast) -> None:
    form = check_form(maya.get(MEETING), "check-who-opens")
    form.fields["answer-check-who-opens"] = "right"
    form.fields["csrf_token"] = "stale"
    page = form.submit(status=400)
    page = page.press("Send")
    assert "Your answer, and right" in part(page, "check-check-who-opens")
    assert evidence_of(cast.maya) == {"check-who-opens": True}


def test_a_check_says_what_its_answer_counts_for_and_nothing_of_points(
    maya: Client, rivera: Client
) -> None:
    before = maya.get(MEETING)
    assert "No grade. Your first answer counts in Progress." in before.text
    assert "How is this scored?" not in before.text
    assert "Your answer is not recorded." in rivera.get(MEETING).text


def test_a_belief_that_another_lesson_puts_right_leads_there_by_its_name(maya: Client) -> None:
    body = {"answer": False, "feedback": "No.", "misconception": "mayor-opens"}
    publish_question("check-how-counted", "voting-rules", "true_false", body)
    page = answer(maya.get(VOTING), "check-how-counted", "true")
    link = page.soup.select_one("#check-check-how-counted .misconception a")
    assert link is not None
    assert link.get_text() == "More in the lesson: The rules of the meeting"
    assert link["href"] == f"{MEETING}#who-opens"

    own = answer(maya.get(MEETING), "check-who-opens", "wrong-1")
    assert "Read the part that explains it" in part(own, "check-check-who-opens")
    assert "More in the lesson" not in part(own, "check-check-who-opens")
