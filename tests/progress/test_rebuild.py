"""What is kept current step by step is, row for row, what working it all out anew gives."""

from contextlib import suppress
from random import Random
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from accounts.actions.merging import merge_students
from accounts.actions.people import enrol
from accounts.actions.roster import put_back, remove_student
from accounts.relations import is_enrolled
from domain.errors import NotFound
from domain.scoring import ScoreRule
from models.attempts import Attempt
from models.progress import Evidence, QuestionTotal
from models.session import db, unit_of_work
from progress.rebuild import rebuild
from tests import factories
from tests.progress.world import ANSWERS, OBJECTIVES, World, stored
from tests.statements import counted_statements

pytestmark = pytest.mark.slow

UNITS = 16
DEEDS = 5


@pytest.mark.parametrize("seed", range(8))
def test_any_history_is_rebuilt_row_for_row(world: World, seed: int) -> None:
    random = Random(seed)
    for _ in range(UNITS):
        with unit_of_work():
            for _ in range(DEEDS):
                if random.random() < 0.5:  # deeds in the same instant happen, too
                    world.wait(random.choice([0.01, 5, 600]))
                _any_deed(world, random)
    before = stored()
    assert before["evidence"]
    assert before["question_totals"]

    reports = rebuild(chunk=random.choice([1, 3, 100]))

    assert stored() == before
    assert {report.table: report.differed for report in reports} == dict.fromkeys(before, 0)
    assert {report.table: report.rows for report in reports} == {
        table: len(rows) for table, rows in before.items()
    }


def _any_deed(world: World, random: Random) -> None:
    cast = world.cast
    person = random.choice([cast.maya, cast.jonas, cast.priya, cast.leo])
    deed = random.choices(
        [
            *(_take, _submit, _reopen, _practise, _preview, _read, _check),
            *(_regrade, _join, _leave, _come_back, _publish, _rescore),
        ],
        [6, 6, 2, 3, 0.5, 4, 4, 1, 1.5, 1, 1, 0.5, 1.5],
    )[0]
    deed(world, person, random)


def _questions(random: Random) -> list[str]:
    return random.sample([f"q{number}" for number in range(12)], random.randint(1, 6))


def _answers(world: World, attempt_id: UUID, questions: list[str], random: Random) -> None:
    for position, question_id in enumerate(questions, start=1):
        world.answer(attempt_id, position, random.choice(world.answers_to(question_id)))


def _take(world: World, person: UUID, random: Random) -> None:
    if _of("open", person, random):
        return
    questions = _questions(random)
    attempt_id = world.start(person, questions)
    _answers(world, attempt_id, questions, random)


def _of(state: str, person: UUID, random: Random) -> UUID | None:
    found = db.session.scalars(
        select(Attempt.id)
        .where(Attempt.state == state, Attempt.person_id == person, Attempt.purpose == "graded")
        .order_by(Attempt.id)
    ).all()
    return random.choice(found) if found else None


def _submit(world: World, person: UUID, random: Random) -> None:
    attempt_id = _of("open", person, random)
    if attempt_id:
        world.submit(attempt_id)


def _reopen(world: World, person: UUID, random: Random) -> None:
    attempt_id = _of("submitted", person, random)
    if attempt_id and not _of("open", person, random):
        world.reopen(attempt_id)


def _practise(world: World, person: UUID, random: Random) -> None:
    questions = _questions(random)
    answers = {each: random.choice(world.answers_to(each)) for each in questions}
    world.take(person, answers, purpose="practice")


def _preview(world: World, person: UUID, random: Random) -> None:
    world.take(world.cast.rivera, {"q0": {"choice": "right"}}, purpose="preview")


def _read(world: World, person: UUID, random: Random) -> None:
    world.read(person, random.choice(["opening", "reading", "closing"]))


def _check(world: World, person: UUID, random: Random) -> None:
    question_id = random.choice(["check-opening", "check-reading", "check-closing"])
    world.check(person, question_id, random.choice(ANSWERS["single_choice"][1:]))


def _regrade(world: World, person: UUID, random: Random) -> None:
    world.score_by(random.choice(list(ScoreRule)))


def _join(world: World, person: UUID, random: Random) -> None:
    enrol(
        random.choice([world.cast.civics, world.cast.history]),
        world.cast.northfield,
        person,
        world.now,
    )


def _leave(world: World, person: UUID, random: Random) -> None:
    if is_enrolled(world.cast.civics, person):
        remove_student(world.cast.actor("rivera"), world.cast.civics, person, world.now)


def _come_back(world: World, person: UUID, random: Random) -> None:
    with suppress(NotFound):  # never there
        put_back(world.cast.actor("rivera"), world.cast.civics, person, world.now)


def _publish(world: World, person: UUID, random: Random) -> None:
    world.publish(*random.sample(["opening", "reading", "closing"], random.randint(1, 3)))


def _rescore(world: World, person: UUID, random: Random) -> None:
    question_id = random.choice(list(world.kind_of)[:12])
    keys = {"single_choice": ["right", "believes"], "multiple_choice": ["open", "rule"]}
    edits = [
        factories.key_is(random.choice(keys[world.kind_of[question_id]])),
        factories.without(random.choice(["guesses", "leave"])),
    ]
    world.rescore(question_id, random.choice(edits), never_lower=random.random() < 0.6)


def test_merged_people_are_rebuilt_row_for_row(world: World) -> None:
    cast = world.cast
    with unit_of_work():
        world.take(cast.maya, {"q0": {"choice": "right"}, "q1": {"choices": ["rule"]}})
        world.read(cast.maya, "opening")
    world.wait()
    with unit_of_work():
        world.take(cast.jonas, {"q0": {"choice": "believes"}, "q2": {"choice": "right"}})
        world.read(cast.jonas, "reading")
    with unit_of_work():
        merge_students(cast.actor("rivera"), cast.civics, cast.jonas, cast.maya, world.now)
    before = stored()

    assert {row["person_id"] for row in before["assignment_results"]} == {cast.jonas}
    assert {row["person_id"] for row in before["evidence"]} == {cast.jonas}
    assert {(row["question_id"], row["is_right"]) for row in before["evidence"]} == {
        ("q0", True),  # Maya's account answered first
        ("q1", False),
        ("q2", True),
    }
    assert sum(report.differed for report in rebuild()) == 0
    assert stored() == before


def test_damage_is_counted_and_put_right(world: World) -> None:
    cast = world.cast
    with unit_of_work():
        world.take(cast.maya, {"q0": {"choice": "right"}, "q1": {"choices": ["open", "ask"]}})
    before = stored()
    with unit_of_work():
        db.session.execute(update(QuestionTotal).values(right=99))
        db.session.add(
            Evidence(
                person_id=cast.leo,
                question_id="q5",
                school_id=cast.northfield,
                objective_id=OBJECTIVES[0],
                is_right=True,
                origin="quiz",
                at=world.now,
            )
        )

    differed = {report.table: report.differed for report in rebuild()}

    assert differed["question_totals"] == 2
    assert differed["evidence"] == 1
    assert stored() == before
    assert sum(report.differed for report in rebuild()) == 0


def test_the_command_says_what_it_found(app: Flask, world: World) -> None:
    with unit_of_work():
        world.take(world.cast.maya, {"q0": {"choice": "right"}})

    result = app.test_cli_runner().invoke(args=["progress", "rebuild"])

    assert result.exit_code == 0, result.output
    assert "assignment_results" in result.output
    assert "Nothing was different." in result.output


def test_an_empty_installation_has_nothing_to_rebuild(world: World) -> None:
    assert all(report.rows == 0 and report.differed == 0 for report in rebuild())


def test_more_attempts_are_rebuilt_by_no_more_statements(world: World) -> None:
    def statements() -> int:
        with unit_of_work():
            world.take(world.cast.maya, {"q0": {"choice": "right"}, "q2": {"choice": "believes"}})
        world.wait()
        rebuild()
        with counted_statements() as found:
            rebuild()
        return len(found)

    once = statements()

    assert [statements() for _ in range(4)] == [once] * 4
