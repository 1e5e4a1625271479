"""A key was wrong: it is corrected once, and everybody's result follows."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from classes.actions import Correction, Rescored, rescore
from classes.queries.report import assignment_report
from classes.queries.rescoring import rescore_page
from domain.access import FeedbackPolicy
from domain.errors import NotFound, Refusal
from domain.people import Actor, Role
from domain.scoring import ScoreRule
from models.attempts import ItemResult
from models.audit import AuditEntry
from models.notices import Notice
from models.progress import AssignmentResult, Evidence
from models.rescoring import Rescore
from models.session import db, unit_of_work
from progress.rebuild import rebuild
from quizzes.actions import Edit, save_edits, start_attempt, submit
from tests import factories
from tests.cast import MORNING, Cast
from tests.classes.classroom import Classroom

OLD_KEY, NEW_KEY, NEITHER = {"choice": "right"}, {"choice": "wrong-1"}, {"choice": "wrong-2"}
WHY = "The mayor does open it."


@pytest.fixture
def quiz(room: Classroom) -> UUID:
    """Maya chose what the key said, Jonas what it should have said, Priya neither."""
    assignment_id = room.give()
    room.take("maya", assignment_id, **{"single-1": OLD_KEY})
    room.take("jonas", assignment_id, **{"single-1": NEW_KEY})
    room.take("priya", assignment_id, **{"single-1": NEITHER})
    return assignment_id


def correct(room: Classroom, edit: Any = None, question_id: str = "single-1") -> UUID:
    """Publish a corrected question an hour later."""
    room.clock.advance(hours=1)
    with unit_of_work():
        return factories.new_version(question_id, room.now, edit or factories.key_is("wrong-1"))


def apply(
    room: Classroom,
    version_id: UUID,
    *assignment_ids: UUID,
    never_lower: bool = True,
    by: str = "rivera",
    reason: str = WHY,
) -> Rescored:
    correction = Correction("single-1", version_id, never_lower, reason)
    with unit_of_work():
        return rescore(room.cast.actor(by), assignment_ids, correction, room.now)


def marks(assignment_id: UUID) -> dict[UUID, Fraction]:
    """Everybody's marks of 4."""
    db.session.rollback()
    rows = db.session.scalars(
        select(AssignmentResult)
        .where(AssignmentResult.assignment_id == assignment_id)
        .execution_options(populate_existing=True)
    )
    return {
        row.person_id: 4 * Fraction(row.score_numerator or 0, row.score_denominator or 1)
        for row in rows
    }


def evidence(cast: Cast, name: str) -> bool | None:
    db.session.rollback()
    return db.session.get_one(
        Evidence, (getattr(cast, name), "single-1"), populate_existing=True
    ).is_right


def nothing_to_rebuild() -> bool:
    return sum(report.differed for report in rebuild()) == 0


def test_never_lower_raises_and_keeps(room: Classroom, cast: Cast, quiz: UUID) -> None:
    assert marks(quiz) == {cast.maya: 4, cast.jonas: 3, cast.priya: 3}

    done = apply(room, correct(room), quiz)

    assert (done.rose, done.fell) == (1, 0)
    assert marks(quiz) == {cast.maya: 4, cast.jonas: 4, cast.priya: 3}
    assert nothing_to_rebuild()


def test_without_never_lower_some_fall(room: Classroom, cast: Cast, quiz: UUID) -> None:
    done = apply(room, correct(room), quiz, never_lower=False)

    assert (done.rose, done.fell) == (1, 1)
    assert marks(quiz) == {cast.maya: 3, cast.jonas: 4, cast.priya: 3}
    assert nothing_to_rebuild()


def test_what_they_know_is_judged_by_the_new_key_whatever_marks_are_kept(
    room: Classroom, cast: Cast, quiz: UUID
) -> None:
    assert (evidence(cast, "maya"), evidence(cast, "jonas")) == (True, False)

    apply(room, correct(room), quiz)

    assert (evidence(cast, "maya"), evidence(cast, "jonas")) == (False, True)
    question = next(
        each
        for each in assignment_report(cast.actor("rivera"), quiz, room.now).questions
        if each.question_id == "single-1"
    )
    assert (question.right.count, question.right.of) == (1, 3)
    assert [option.id for option in question.wrong] == ["right", "wrong-2"]


def test_doing_it_twice_is_the_same_as_once(room: Classroom, quiz: UUID) -> None:
    version_id = correct(room)
    apply(room, version_id, quiz)
    before = marks(quiz)

    again = apply(room, version_id, quiz, never_lower=False, reason="Once more.")

    assert (again.rose, again.fell) == (0, 0)
    assert marks(quiz) == before
    for table, action in ((Rescore, None), (Notice, None), (AuditEntry, "rescore-question")):
        count = select(func.count()).select_from(table)
        if action:
            count = count.where(AuditEntry.action == action)
        assert db.session.scalar(count) == 1


def test_students_are_told_if_they_may_see_their_score(
    room: Classroom, cast: Cast, quiz: UUID
) -> None:
    hidden = room.give(
        feedback_policy=FeedbackPolicy.AFTER_CLOSE, closes_at=room.now.replace(month=12)
    )
    room.take("priya", hidden, **{"single-1": NEW_KEY})

    apply(room, correct(room), quiz, hidden)

    notice = db.session.scalars(select(Notice)).one()
    assert (notice.person_id, notice.kind) == (cast.jonas, "result-rescored")
    told = {name: notice.values[name] for name in ("before", "after", "of", "reason")}
    assert told == {"before": "3", "after": "4", "of": 4, "reason": WHY}


def test_an_answer_that_is_gone_is_marked_as_before_or_earns_nothing(
    room: Classroom, cast: Cast, quiz: UUID
) -> None:
    version_id = correct(room, factories.without("wrong-2"))
    page = rescore_page(cast.actor("rivera"), quiz, "single-1")
    assert [line.name for line in page.previews[0].lines if line.is_unread] == ["Student Priya"]

    apply(room, version_id, quiz)

    assert marks(quiz) == {cast.maya: 4, cast.jonas: 3, cast.priya: 3}
    assert nothing_to_rebuild()


def test_who_hands_in_the_old_question_later_is_judged_alike(room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    room.take("maya", quiz)
    attempt = room.begin("jonas", quiz, **{"single-1": NEW_KEY})
    version_id = correct(room)
    assert rescore_page(cast.actor("rivera"), quiz, "single-1").previews[0].under_way
    apply(room, version_id, quiz)

    room.hand_in("jonas", attempt)

    assert marks(quiz)[cast.jonas] == 1
    assert nothing_to_rebuild()


def test_a_second_correction_keeps_what_the_first_gave(
    room: Classroom, cast: Cast, quiz: UUID
) -> None:
    apply(room, correct(room), quiz)
    apply(room, correct(room, factories.key_is("wrong-2")), quiz)

    assert marks(quiz) == {cast.maya: 4, cast.jonas: 4, cast.priya: 4}
    assert evidence(cast, "priya") is True
    assert nothing_to_rebuild()


@pytest.mark.parametrize("rule", list(ScoreRule))
@pytest.mark.parametrize("never_lower", [True, False])
def test_the_preview_says_what_comes(
    room: Classroom, cast: Cast, rule: ScoreRule, never_lower: bool
) -> None:
    quiz = room.give(attempts_allowed=3, score_rule=rule)
    for name, answers in (
        ("maya", [OLD_KEY, NEITHER]),
        ("jonas", [NEW_KEY, OLD_KEY, NEITHER]),
        ("priya", [NEITHER, NEW_KEY]),
    ):
        for answer in answers:
            room.clock.advance(minutes=5)
            room.take(name, quiz, **{"single-1": answer})
    version_id = correct(room)
    preview = rescore_page(cast.actor("rivera"), quiz, "single-1").previews[0]
    before = marks(quiz)

    done = apply(room, version_id, quiz, never_lower=never_lower)

    plan = preview.kept if never_lower else preview.strict
    assert (done.rose, done.fell) == (len(plan.rises), len(plan.falls))
    foretold = {change.who: change.by * 4 for change in (*plan.rises, *plan.falls)}
    after = marks(quiz)
    assert {who: after[who] - before[who] for who in after if after[who] != before[who]} == foretold
    assert nothing_to_rebuild()


def test_all_classes_that_have_it_in_one_act(room: Classroom, cast: Cast, quiz: UUID) -> None:
    with unit_of_work():
        other = factories.school_class(
            cast.northfield, "Civics 4", "CVCP4444", room.now, cast.rivera
        )
        factories.enrolment(cast.northfield, other, room.now, cast.leo)
    there = room.give(to=other)
    room.take("leo", there, **{"single-1": NEW_KEY})
    foreign = room.give(to=cast.history, by="chen")
    room.take("leo", foreign, **{"single-1": NEW_KEY})
    version_id = correct(room)

    page = rescore_page(cast.actor("rivera"), quiz, "single-1")
    assert [preview.id for preview in page.previews] == [quiz, there]
    with pytest.raises(NotFound):
        apply(room, version_id, quiz, foreign)
    done = apply(room, version_id, quiz, there)

    assert done.rose == 2
    assert marks(there) == {cast.leo: 4}
    assert marks(foreign) == {cast.leo: 3}
    assert nothing_to_rebuild()


def test_refusals_change_nothing(room: Classroom, quiz: UUID) -> None:
    version_id = correct(room)
    with pytest.raises(Refusal, match="rescore-reason-missing"):
        apply(room, version_id, quiz, reason="")
    with pytest.raises(Refusal, match="text-too-long"):
        apply(room, version_id, quiz, reason="x" * 501)
    correct(room)
    with pytest.raises(Refusal, match="question-changed-again"):
        apply(room, version_id, quiz)
    for nobody in ("chen", "okafor", "novak", "maya"):
        with pytest.raises(NotFound):
            apply(room, version_id, quiz, by=nobody)
    assert db.session.scalars(select(Rescore)).all() == []


STUDENTS = 10


def test_a_class_hands_in_while_the_key_is_corrected(
    app: Flask, room: Classroom, cast: Cast
) -> None:
    quiz = room.give()
    pupils = [_pupil(cast, number) for number in range(STUDENTS)]
    attempts = [_begin(room, pupil, quiz) for pupil in pupils]
    version_id = correct(room)

    def hand_in(number: int) -> None:
        with app.app_context():
            with unit_of_work():
                submit(pupils[number], attempts[number], room.now)
            db.session.remove()

    def fix() -> None:
        with app.app_context():
            apply(room, version_id, quiz)
            db.session.remove()

    hand_in(0)
    with ThreadPoolExecutor(max_workers=STUDENTS + 1) as pool:
        work = [pool.submit(hand_in, number) for number in range(1, STUDENTS // 2)]
        work += [pool.submit(fix), pool.submit(fix)]
        work += [pool.submit(hand_in, number) for number in range(STUDENTS // 2, STUDENTS)]
    for each in work:
        each.result()

    assert set(marks(quiz).values()) == {Fraction(1)}
    judged = select(func.count()).where(ItemResult.question_version_id == version_id)
    assert db.session.scalar(judged) == STUDENTS
    assert nothing_to_rebuild()


def _pupil(cast: Cast, number: int) -> Actor:
    with unit_of_work():
        name = f"Student Number{number}"
        person_id = factories.person(cast.northfield, name, MORNING, Role.STUDENT)
        factories.enrolment(cast.northfield, cast.civics, MORNING, person_id)
    return replace(cast.actor("maya"), person_id=person_id, display_name=name)


def _begin(room: Classroom, pupil: Actor, quiz: UUID) -> UUID:
    """Choose what the key should have said, and nothing else."""
    with unit_of_work():
        attempt_id = start_attempt(pupil, quiz, room.now)
        save_edits(pupil, attempt_id, "story", [Edit(1, NEW_KEY, 0, 1)], room.now)
    return attempt_id
