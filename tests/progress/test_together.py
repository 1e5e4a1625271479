"""A class that hands in at the same moment: nothing is lost and nobody waits for good."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from uuid import UUID

from flask import Flask

from domain.people import Role
from domain.scoring import ScoreRule
from models.session import db, unit_of_work
from progress.rebuild import rebuild
from tests import factories
from tests.progress.world import ANSWERS, World, stored

STUDENTS = 12


def test_a_class_hands_in_at_once(app: Flask, world: World) -> None:
    random = Random(7)
    with unit_of_work():
        attempts = [_begun(world, number, random) for number in range(STUDENTS)]

    def hand_in(attempt_id: UUID) -> None:
        with app.app_context():
            with unit_of_work():
                world.submit(attempt_id)
            db.session.remove()

    def change_rule(rule: ScoreRule) -> None:
        with app.app_context():
            with unit_of_work():
                world.score_by(rule)
            db.session.remove()

    with ThreadPoolExecutor(max_workers=STUDENTS + 1) as pool:
        work = [pool.submit(hand_in, each) for each in attempts[: STUDENTS // 2]]
        work.append(pool.submit(change_rule, ScoreRule.LAST))
        work += [pool.submit(hand_in, each) for each in attempts[STUDENTS // 2 :]]
    for each in work:
        each.result()

    before = stored()
    assert [row["state"] for row in before["assignment_results"]] == ["done"] * STUDENTS
    assert sum(report.differed for report in rebuild()) == 0


def _begun(world: World, number: int, random: Random) -> UUID:
    cast = world.cast
    student = factories.person(cast.northfield, f"Student Number{number}", world.now, Role.STUDENT)
    factories.enrolment(cast.northfield, cast.civics, world.now, student)
    questions = random.sample(list(world.kind_of)[:12], 6)
    attempt_id = world.start(student, questions)
    for position, question_id in enumerate(questions, start=1):
        world.answer(attempt_id, position, random.choice(ANSWERS[world.kind_of[question_id]]))
    return attempt_id
