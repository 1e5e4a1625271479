"""What a submission, a reopened attempt, a reading and a check leave behind."""

from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from accounts.actions.people import enrol
from domain.errors import NotFound
from domain.scoring import ScoreRule
from models.base import new_id
from models.session import unit_of_work
from progress import actions
from progress.rebuild import rebuild
from tests.progress.world import World, stored
from tests.statements import counted_statements

RIGHT = {"choice": "right"}
BELIEVES = {"choice": "believes"}
RIGHT_ALL = {"choices": ["open", "ask"]}


def result_of(person_id: UUID, assignment_id: UUID) -> dict[str, Any] | None:
    return next(
        (
            row
            for row in stored()["assignment_results"]
            if (row["person_id"], row["assignment_id"]) == (person_id, assignment_id)
        ),
        None,
    )


def score_of(world: World, person_id: UUID) -> Fraction | None:
    row = result_of(person_id, world.quiz_assignment)
    if row is None or row["score_numerator"] is None:
        return None
    return Fraction(row["score_numerator"], row["score_denominator"])


def test_a_started_quiz_is_in_progress(world: World) -> None:
    with unit_of_work():
        world.start(world.cast.maya, ["q0", "q2", "q4"])

    row = result_of(world.cast.maya, world.quiz_assignment)

    assert row is not None
    assert (row["state"], row["steps_done"], row["steps_total"]) == ("in_progress", 0, 3)
    assert row["score_numerator"] is None


def test_a_submission_is_marked_and_counted(world: World) -> None:
    with unit_of_work():
        world.take(world.cast.maya, {"q0": RIGHT, "q2": BELIEVES, "q4": None})

    row = result_of(world.cast.maya, world.quiz_assignment)
    tables = stored()

    assert row is not None
    assert (row["state"], row["steps_done"], row["steps_total"]) == ("done", 2, 3)
    assert score_of(world, world.cast.maya) == Fraction(1, 3)
    totals = {row["question_version_id"]: row for row in tables["question_totals"]}
    asked = [totals[world.version_of[each]] for each in ("q0", "q2", "q4")]
    assert [t["right"] for t in asked] == [1, 0, 0]
    assert [t["chosen"] for t in asked] == [{"right": 1}, {"believes": 1}, {}]
    assert [m["misconception_id"] for m in tables["misconceptions_shown"]] == ["vp-decides"]
    assert {e["question_id"]: e["is_right"] for e in tables["evidence"]} == {
        "q0": True,
        "q2": False,
        "q4": None,  # left empty: its feedback may be seen from now on
    }


@pytest.mark.parametrize(
    ("rule", "score"),
    [
        (ScoreRule.BEST, Fraction(1)),
        (ScoreRule.LAST, Fraction(0)),
        (ScoreRule.AVERAGE, Fraction(2, 3)),
    ],
)
def test_the_report_rests_on_the_attempt_that_counts(
    world: World, rule: ScoreRule, score: Fraction
) -> None:
    attempts = []
    with unit_of_work():
        world.score_by(rule)
        for answer in (RIGHT, RIGHT, BELIEVES):  # two equally good, then a bad one
            attempts.append(world.take(world.cast.maya, {"q0": answer}))
            world.wait()

    row = result_of(world.cast.maya, world.quiz_assignment)
    total = stored()["question_totals"][0]

    assert row is not None
    assert row["counted_attempt_id"] == attempts[0 if rule is ScoreRule.BEST else 2]
    assert score_of(world, world.cast.maya) == score
    assert total["asked"] == 1
    assert total["chosen"] == ({"right": 1} if rule is ScoreRule.BEST else {"believes": 1})


def test_another_rule_counts_at_once(world: World) -> None:
    with unit_of_work():
        for answer in (RIGHT, BELIEVES):
            world.take(world.cast.maya, {"q0": answer})
            world.wait()
    assert score_of(world, world.cast.maya) == 1

    with unit_of_work():
        world.score_by(ScoreRule.LAST)

    assert score_of(world, world.cast.maya) == 0
    assert stored()["question_totals"][0]["chosen"] == {"believes": 1}


def test_a_reopened_attempt_counts_no_longer_and_is_no_evidence(world: World) -> None:
    with unit_of_work():
        attempt_id = world.take(world.cast.maya, {"q0": RIGHT, "q2": BELIEVES})
    world.wait()
    with unit_of_work():
        world.reopen(attempt_id)
    tables = stored()

    assert score_of(world, world.cast.maya) is None
    for table in ("item_results", "question_totals", "misconceptions_shown", "objective_mastery"):
        assert tables[table] == []
    assert {e["is_right"] for e in tables["evidence"]} == {None}

    with unit_of_work():
        world.answer(attempt_id, 2, RIGHT)
        world.submit(attempt_id)

    assert score_of(world, world.cast.maya) == 1
    assert {e["is_right"] for e in stored()["evidence"]} == {None}


def test_only_the_first_response_is_evidence(world: World) -> None:
    with unit_of_work():
        world.take(world.cast.maya, {"q0": BELIEVES})
    world.wait()
    with unit_of_work():
        world.take(world.cast.maya, {"q0": RIGHT, "q3": RIGHT_ALL}, purpose="practice")

    evidence = {row["question_id"]: row for row in stored()["evidence"]}
    mastery = stored()["objective_mastery"]

    assert evidence["q0"]["is_right"] is False
    assert (evidence["q3"]["is_right"], evidence["q3"]["origin"]) == (True, "practice")
    assert [(m["objective_id"], m["right"], m["considered"]) for m in mastery] == [("roles", 1, 2)]
    assert score_of(world, world.cast.maya) == 0, "practice does not grade"


def test_of_two_responses_in_one_instant_the_older_attempt_is_first(world: World) -> None:
    with unit_of_work():
        older = world.start(world.cast.maya, ["q0"])
        newer = world.start(world.cast.maya, ["q0"], purpose="practice")
        older, newer = sorted([older, newer])
        world.answer(older, 1, RIGHT)
        world.answer(newer, 1, BELIEVES)
        world.submit(newer)
        world.submit(older)

    assert [row["is_right"] for row in stored()["evidence"]] == [True]
    assert sum(report.differed for report in rebuild()) == 0


def test_a_preview_is_only_marked(world: World) -> None:
    with unit_of_work():
        world.take(world.cast.rivera, {"q0": RIGHT}, purpose="preview")
    tables = stored()

    assert len(tables.pop("item_results")) == 1
    assert all(rows == [] for rows in tables.values())


def test_a_check_in_a_lesson_is_evidence_once(world: World) -> None:
    with unit_of_work():
        world.check(world.cast.maya, "check-opening", BELIEVES)
    world.wait()
    with unit_of_work():
        world.check(world.cast.maya, "check-opening", RIGHT)

    evidence = stored()["evidence"]

    assert [(row["origin"], row["is_right"]) for row in evidence] == [("lesson", False)]


def test_a_lesson_is_done_when_all_is_read_and_checked(world: World) -> None:
    maya = world.cast.maya
    with unit_of_work():
        world.read(maya, "opening")
        world.check(maya, "check-opening", RIGHT)
        world.read(maya, "reading")
    row = result_of(maya, world.lesson_assignment)
    assert row is not None
    assert (row["state"], row["steps_done"], row["steps_total"]) == ("in_progress", 3, 4)

    world.wait()
    with unit_of_work():
        world.check(maya, "check-reading", BELIEVES)

    row = result_of(maya, world.lesson_assignment)
    assert row is not None
    assert (row["state"], row["steps_done"], row["finished_at"]) == ("done", 4, world.now)


def test_a_new_text_takes_no_finished_lesson_away(world: World) -> None:
    maya, jonas = world.cast.maya, world.cast.jonas
    with unit_of_work():
        for section in ("opening", "reading"):
            world.read(maya, section)
            world.check(maya, f"check-{section}", RIGHT)
        world.read(jonas, "opening")
    world.wait()
    with unit_of_work():
        world.publish("opening", "reading", "closing")

    done, begun = (result_of(each, world.lesson_assignment) for each in (maya, jonas))

    assert done is not None
    assert begun is not None
    assert (done["state"], done["steps_done"], done["steps_total"]) == ("done", 6, 6)
    assert (begun["state"], begun["steps_done"], begun["steps_total"]) == ("in_progress", 1, 6)


def test_what_was_read_before_joining_counts_in_the_class(world: World) -> None:
    leo = world.cast.leo
    with unit_of_work():
        world.read(leo, "opening")
    assert result_of(leo, world.lesson_assignment) is None

    with unit_of_work():
        enrol(world.cast.civics, world.cast.northfield, leo, world.now)

    row = result_of(leo, world.lesson_assignment)
    assert row is not None
    assert row["steps_done"] == 1


def test_an_unknown_attempt_is_not_found(world: World) -> None:
    for report in (actions.attempt_submitted, actions.attempt_started, actions.attempt_reopened):
        with pytest.raises(NotFound), unit_of_work():
            report(new_id())
    with pytest.raises(NotFound), unit_of_work():
        actions.check_answered(new_id())


def test_a_long_quiz_costs_no_more_statements_than_a_short_one(world: World) -> None:
    def statements(person_id: UUID, count: int) -> int:
        with unit_of_work():
            answers = {f"q{number}": None for number in range(count)}
            attempt_id = world.start(person_id, list(answers))
            for position in range(1, count + 1):
                kind = world.kind_of[f"q{position - 1}"]
                world.answer(attempt_id, position, RIGHT if kind == "single_choice" else RIGHT_ALL)
        with unit_of_work(), counted_statements() as found:
            world.submit(attempt_id)
        return len(found)

    short = statements(world.cast.maya, 2)

    assert statements(world.cast.jonas, 12) == short
    assert short <= 32
