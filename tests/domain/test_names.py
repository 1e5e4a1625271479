import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import (
    NameProblem,
    display_name_problem,
    family_name,
    fold,
    sign_in_name_problem,
    suggest_sign_in_name,
    tidy_display_name,
)


@pytest.mark.parametrize(
    "written", ["Noor.Haddad", "NOOR.HADDAD", " noor.haddad ", "ｎｏｏｒ.haddad"]
)
def test_one_name_however_it_is_typed(written: str) -> None:
    assert fold(written) == "noor.haddad"


def test_composed_and_decomposed_letters_are_one() -> None:
    assert fold("Jos\u00e9") == fold("JOSE\u0301") == "jos\u00e9"
    assert fold("Straße") == fold("STRASSE")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("noor", None),
        ("José_2.b-c", None),
        ("नूर.हद्दाद", None),
        ("", NameProblem.EMPTY),
        ("  ", NameProblem.EMPTY),
        ("no", NameProblem.TOO_SHORT),
        ("n" * 40, None),
        ("n" * 41, NameProblem.TOO_LONG),
        ("noor haddad", NameProblem.BAD_CHARACTER),
        ("noor@school", NameProblem.BAD_CHARACTER),
        ("noor\u200b", NameProblem.BAD_CHARACTER),
        ("<b>noor", NameProblem.BAD_CHARACTER),
    ],
)
def test_sign_in_names(name: str, problem: NameProblem | None) -> None:
    assert sign_in_name_problem(name) is problem


def test_control_characters_leave_a_name() -> None:
    assert tidy_display_name("\ufeffNoor\u202e\x00 Haddad\n") == "Noor Haddad"
    assert display_name_problem("") is NameProblem.EMPTY


@pytest.mark.parametrize(
    ("display_name", "expected"),
    [
        ("Noor Haddad", "noor.haddad"),
        ("Ana María López", "ana.lopez"),
        ("Søren Æbelø", "soren.aebelo"),
        ("Łukasz Groß", "lukasz.gross"),
        ("Tess O'Neil", "tess.oneil"),
        ("Mei Lee-Wong", "mei.leewong"),
        ("Cher", "cher"),
        ("Bo", "bo.student"),
        ("Ольга Щукина", "olga.shchukina"),
        ("Юрій Їжак", "yuriy.yizhak"),
        ("Ελένη Παππά", "eleni.pappa"),
        ("김 민준", "gim.minjun"),
        ("さくら タナカ", "sakura.tanaka"),
        ("王小明", "student"),
        ("", "student"),
    ],
)
def test_a_sign_in_name_that_any_keyboard_types(display_name: str, expected: str) -> None:
    assert suggest_sign_in_name(display_name, set()) == expected


def test_where_no_script_helps_the_place_in_the_class_tells_them_apart() -> None:
    assert suggest_sign_in_name("王小明", set(), "student7") == "student7"
    assert suggest_sign_in_name("王小明", {"student7"}, "student7") == "student7-2"
    assert suggest_sign_in_name("Bo", set(), "student7") == "bo.student7"


def test_a_taken_name_gets_a_number() -> None:
    taken = {"noor.haddad", "noor.haddad2"}
    assert suggest_sign_in_name("Noor Haddad", taken) == "noor.haddad3"
    assert suggest_sign_in_name("Noor Haddad", lambda name: name in taken) == "noor.haddad3"


@given(st.text(), st.integers(0, 30))
def test_every_suggestion_is_allowed_and_free(display_name: str, before: int) -> None:
    taken: set[str] = set()
    for _ in range(before):
        taken.add(suggest_sign_in_name(display_name, taken))
    suggested = suggest_sign_in_name(display_name, taken)
    assert suggested not in taken
    assert suggested == fold(suggested)
    assert sign_in_name_problem(suggested) is None


def test_the_family_name_is_the_last_word_unless_it_was_given() -> None:
    assert family_name("Ana María López") == "López"
    assert family_name("Jonas de la Cruz", "de la Cruz") == "de la Cruz"
    assert family_name("Jonas Miller", "de la Cruz") == "Miller"
    assert family_name("Cher") == "Cher"
