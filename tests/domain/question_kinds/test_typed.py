"""Typed text: what is cleaned, what does not matter, and what is near."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question_kinds.base import InvalidResponse
from domain.question_kinds.typed import clean_line, clean_text, fold, is_near, slips
from tests.domain.question_kinds.examples._parts import unseen_texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VICE president", "vice President"),
        ("  Vice   President. ", "vice president"),
        ("Électeur", "electeur"),
        ("“teller”", "teller"),
        ("the Senate’s clerk", "the Senate's clerk"),
        ("vice–president", "vice-president"),
        ("Straße", "STRASSE"),
        ("ｆｕｌｌ", "full"),
        ("\u200fنائب", "نائب"),
        ("sen\u00adate\u3164", "senate"),
        ("🗳️", "🗳"),
        ("a\u0007bc", "abc"),
        ("١٤", "14"),
        ("نَائِب", "نائب"),
    ],
)
def test_what_does_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("vice president", "vicepresident"), ("a-b", "ab"), ("1.5", "15"), ("ਪੰ", "ਪ"), ("が", "か")],
)
def test_what_does_matter(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_signs_alone_stay() -> None:
    assert fold("?!") == "?!"
    assert fold("👍🏽") == fold("👍🏽 ") != fold("👎🏽")


@given(st.text(max_size=40))
def test_folding_takes_any_text(text: str) -> None:
    assert isinstance(fold(text), str)
    assert fold(text) == fold(f"  {text}\n")


@pytest.mark.parametrize(
    ("given_", "form", "count"),
    [
        ("senate", "senate", 0),
        ("senat", "senate", 1),
        ("sennate", "senate", 1),
        ("senite", "senate", 1),
        ("seanet", "senate", 2),
        ("esnate", "senate", 1),
        ("", "house", 5),
        ("house", "", 5),
    ],
)
def test_slips_are_counted(given_: str, form: str, count: int) -> None:
    assert slips(given_, form) == count
    assert slips(form, given_) == count


@pytest.mark.parametrize(
    ("given_", "form"),
    [
        ("senat", "senate"),
        ("vice presidnt", "vice president"),
        ("modreator", "moderator"),
        ("14th amendmnet", "14th amendment"),
        ("14 th amendment", "14th amendment"),
        ("electorel count reform act of 2022", "electoral count reform act of 2022"),
        ("12 th", "12th"),
        ("10000 votes", "10,000 votes"),
        ("us", "u.s"),
        ("a b", "ab"),
        ("v i c e president", "vice president"),
    ],
)
def test_a_small_slip_is_near(given_: str, form: str) -> None:
    assert is_near(given_, form)


@pytest.mark.parametrize(
    ("given_", "form"),
    [
        ("ya", "yes"),
        ("sneaet", "senate"),
        ("vce prsidnt", "vice president"),
        ("1887", "1878"),
        ("section 15", "section 16"),
        ("13th amendment", "14th amendment"),
        ("amendment", "14th amendment"),
        ("17 8 7", "1878"),
        ("1st", "1sr"),
        ("?", "!"),
        ("speaker", "vice president"),
    ],
)
def test_more_than_a_slip_is_another_answer(given_: str, form: str) -> None:
    assert not is_near(given_, form)


@given(st.text(alphabet="ab1٢.- ", max_size=12), st.text(alphabet="ab1٢.- ", max_size=12))
def test_a_near_miss_never_has_another_digit(one: str, other: str) -> None:
    one, other = fold(one), fold(other)
    if is_near(one, other):
        assert re.sub(r"\D", "", one) == re.sub(r"\D", "", other)


@given(st.sampled_from(["14th Amendment", "U.S.", "vice president"]), st.data())
def test_spaces_alone_are_at_least_near(form: str, data: st.DataObject) -> None:
    spaced = "".join(f"{data.draw(st.sampled_from(['', ' ', '  ']))}{sign}" for sign in form)
    assert fold(spaced) == fold(form) or is_near(fold(spaced), fold(form))


@given(unseen_texts)
def test_where_nothing_is_seen_nothing_was_typed(text: str) -> None:
    assert clean_line(text) == clean_text(text) == ""


def test_control_characters_go_and_everything_else_stays() -> None:
    assert clean_line("a\x00b\x07\tc\r\nd\ud800") == "ab c d"
    assert clean_line("שלום 🗳️ \u200f") == "שלום 🗳️ \u200f".strip()
    assert clean_text(" one\x00 \r\ntwo\rthree\n\n") == "one\ntwo\nthree"


@given(st.text(max_size=150))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)
    clean_line(text).encode()


def test_what_is_too_long_or_no_text_is_refused() -> None:
    with pytest.raises(InvalidResponse) as refused:
        clean_line("x" * 201)
    assert refused.value.values == {"most": 200, "found": 201}
    for value in (None, 5, ["x"], {"x": 1}):
        with pytest.raises(InvalidResponse):
            clean_text(value)
