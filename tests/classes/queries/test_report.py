"""What the class knows, and what it only believes."""

from datetime import timedelta
from fractions import Fraction

from sqlalchemy import select

from accounts.actions.roster import remove_student
from classes.actions import reopen_attempt
from classes.queries.attempts import student_attempts
from classes.queries.report import Report, assignment_report
from models.progress import QuestionTotal
from models.quizzes import QuizPart
from models.session import db, unit_of_work
from tests.cast import Cast
from tests.classes.classroom import WRONG, Classroom


def report(room: Classroom, assignment_id: object) -> Report:
    return assignment_report(room.cast.actor("rivera"), assignment_id, room.now)


def test_the_hardest_question_comes_first_with_what_was_chosen(room: Classroom) -> None:
    quiz = room.give()
    room.take("maya", quiz, **{"single-1": WRONG["single-1"]})
    room.take("jonas", quiz, **WRONG)
    with unit_of_work():
        for total in db.session.scalars(select(QuestionTotal)):
            total.asked += 3

    found = report(room, quiz)

    assert [question.question_id for question in found.questions][:2] == ["single-1", "multiple-1"]
    assert not found.questions[0].is_asked_of_few
    hardest, second = found.questions[:2]
    assert (hardest.right.count, hardest.right.of, hardest.right.percent) == (0, 5, 0)
    assert [(option.id, option.chosen.count) for option in hardest.wrong] == [("wrong-1", 2)]
    assert hardest.wrong[0].feedback == "Why the first wrong option is wrong."
    assert hardest.wrong[0].beliefs == ("The mayor opens the meeting.",)
    assert hardest.bank_id == "riverbend-bank"
    assert hardest.right_answer.answer == {"choice": "right"}
    assert hardest.right_now is None
    assert [(option.id, option.chosen.count) for option in second.wrong] == [("wrong-2", 1)]


def test_questions_asked_of_few_come_last_and_are_not_ranked(room: Classroom) -> None:
    quiz = room.give()
    room.take("maya", quiz, **{"single-1": WRONG["single-1"]})

    found = report(room, quiz)
    assert all(question.is_asked_of_few for question in found.questions)
    names = [question.question_id for question in found.questions]
    assert names == sorted(names), "what went wrong does not come first"

    easy = found.questions[-1].version_id
    with unit_of_work():
        total = db.session.get_one(QuestionTotal, (quiz, easy))
        total.asked = total.right = 5
    assert report(room, quiz).questions[0].version_id == easy


def test_a_quiz_that_draws_says_so(room: Classroom) -> None:
    fixed = room.give()
    assert not report(room, fixed).is_drawn
    with unit_of_work():
        part = select(QuizPart).where(QuizPart.quiz_id == room.quiz())
        db.session.scalars(part).first().random_count = 2
    assert report(room, fixed).is_drawn
    assert not report(room, room.give(quiz=False)).is_drawn


def test_what_one_student_believes_stands_apart(room: Classroom) -> None:
    quiz = room.give()
    room.take("maya", quiz, **WRONG)
    found = report(room, quiz)
    assert (found.shared_beliefs, found.single_beliefs) == ((), found.beliefs)

    room.take("jonas", quiz, **WRONG)
    found = report(room, quiz)
    assert (found.shared_beliefs, found.single_beliefs) == (found.beliefs, ())


def test_beliefs_name_who_holds_them_and_the_repair(room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    room.take("priya", quiz, **WRONG)
    room.take("jonas", quiz, **WRONG)
    room.take("maya", quiz)

    first = report(room, quiz).beliefs[0]

    assert first.belief == "The mayor opens the meeting."
    assert [holder.person_id for holder in first.holders] == [cast.jonas, cast.priya]
    assert (first.repair_lesson_id, first.repair_section_id) == ("meeting-rules", "who-opens")


def test_who_left_the_class_is_named_no_longer(room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    room.take("priya", quiz, **WRONG)
    with unit_of_work():
        remove_student(cast.actor("rivera"), cast.civics, cast.priya, room.now)

    found = report(room, quiz)

    assert found.beliefs == ()
    assert [student.name for student in found.students] == ["Student Jonas", "Student Maya"]


def test_questions_go_on_counting_whoever_left_and_say_so(room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    for name in ("maya", "jonas", "priya"):
        room.take(name, quiz, **WRONG)
    assert report(room, quiz).column.left == 0
    with unit_of_work():
        for student in (cast.maya, cast.jonas):
            remove_student(cast.actor("rivera"), cast.civics, student, room.now)

    found = report(room, quiz)

    assert found.column.left == 2
    assert {question.right.of for question in found.questions} == {3}
    assert (found.column.finished, len(found.students)) == (1, 1)


def test_a_lesson_has_readers_and_no_questions(room: Classroom) -> None:
    found = report(room, room.give(quiz=False))

    assert (found.questions, found.beliefs) == ((), ())
    assert len(found.students) == 3


def test_a_students_attempts_have_their_times_and_scores(room: Classroom, cast: Cast) -> None:
    quiz = room.give(attempts_allowed=2)
    first = room.take("maya", quiz, **WRONG)
    room.clock.advance(hours=1)
    second = room.begin("maya", quiz)

    found = student_attempts(cast.actor("rivera"), quiz, cast.maya, room.now)

    assert [(line.id, line.score) for line in found.attempts] == [
        (first, Fraction(1, 2)),
        (second, None),
    ]
    assert found.attempts[0].submitted_at == room.now - timedelta(hours=1)
    assert (found.assignment.may_assign, found.is_closed) == (True, False)


def test_a_reopened_attempt_has_no_score(room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    attempt_id = room.take("maya", quiz)
    with unit_of_work():
        reopen_attempt(cast.actor("rivera"), attempt_id, room.now)

    line = student_attempts(cast.actor("rivera"), quiz, cast.maya, room.now).attempts[0]

    assert (line.is_submitted, line.score, line.reopened_at) == (False, None, room.now)
    assert report(room, quiz).questions == ()
