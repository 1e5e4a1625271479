"""What can be seen of a text: an answer of joiners alone is none, and an emoji keeps its own."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question_kinds.visible import has_visible, without_controls, without_unseen
from tests.domain.question_kinds.examples._parts import unseen_texts

SEEN = ["a", "٣", "🗳️", "שלום", "?", "\u0301", "\u0600", "\ue000"]


@given(unseen_texts)
def test_nothing_is_seen_of_what_has_no_sign(text: str) -> None:
    assert not has_visible(text)
    assert without_unseen(text).replace("\u2800", " ").isspace() or not without_unseen(text)


@pytest.mark.parametrize("text", SEEN)
@given(around=unseen_texts)
def test_one_sign_is_seen_whatever_stands_around_it(text: str, around: str) -> None:
    assert has_visible(f"{around}{text}{around}")


def test_what_scripts_and_emoji_are_spelt_with_can_be_stored() -> None:
    for text in ("👩‍⚖️", "می‌روم", "\u200fשלום\u200e", "ᅟᅡ"):
        assert without_controls(text) == text


def test_every_control_character_is_a_space_or_goes() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character) in {"Cc", "Cs"}:
            assert without_controls(character) == (character if character.isspace() else "")


def test_every_unseen_format_character_goes_when_texts_are_compared() -> None:
    left = [
        unicodedata.name(character, "")
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) == "Cf" and without_unseen(character)
    ]
    drawn = ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN")
    assert all(name.startswith(drawn) for name in left)


@given(st.text(max_size=40))
def test_nothing_that_is_seen_goes(text: str) -> None:
    assert has_visible(text) == has_visible(without_unseen(text))
    assert has_visible(text) == has_visible(without_controls(text))
