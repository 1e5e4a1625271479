from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.grading import grade
from domain.question_kinds import kind
from domain.question_kinds.base import Remark
from tests.domain.question_kinds.examples import Question, any_question
from tests.domain.question_kinds.examples.multiple_choice import EXAMPLE as WHO_IS_PRESENT

points = st.fractions(min_value=Fraction(1, 10), max_value=10)


def test_half_right_earns_half_the_points() -> None:
    own = kind("multiple_choice")
    body = own.parse(WHO_IS_PRESENT)
    graded = grade(own, body, own.read_json(body, {"choices": ["representatives"]}), Fraction(3))
    assert (graded.marks, graded.max, graded.is_right) == (Fraction(3, 2), Fraction(3), False)
    assert graded.feedback == (Remark("senators", "Both houses meet."),)


@given(any_question, points)
def test_the_key_earns_all_points(question: Question, worth: Fraction) -> None:
    own, body = question
    graded = grade(own, body, own.key_response(body), worth)
    assert graded.is_answered
    assert (graded.marks, graded.is_right) == ((0, False) if own.needs_person else (worth, True))


@given(any_question, points)
def test_no_answer_earns_none(question: Question, worth: Fraction) -> None:
    graded = grade(*question, None, worth)
    assert (graded.marks, graded.max, graded.is_right) == (Fraction(0), worth, False)
    assert not graded.is_answered
