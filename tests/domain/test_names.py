import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import (
    NameProblem,
    ParsedName,
    display_name_problem,
    fold,
    sign_in_name_problem,
    split_names,
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


def test_a_teacher_pastes_a_list() -> None:
    pasted = "\n".join(
        [
            "1. Noor Haddad",
            "2)\tOkafor, Sam",
            "",
            "• Ana  María   López",
            '"King, Martin Luther, Jr."',
            "- O'Neil, Tess",
            "4\tLee-Wong, Mei",
            "noor haddad",
            "12 ???",
            "x" * 61,
        ]
    )
    assert split_names(pasted) == [
        ParsedName(1, "Noor Haddad"),
        ParsedName(2, "Sam Okafor"),
        ParsedName(4, "Ana María López"),
        ParsedName(5, "Martin Luther King Jr."),
        ParsedName(6, "Tess O'Neil"),
        ParsedName(7, "Mei Lee-Wong"),
        ParsedName(8, "noor haddad", NameProblem.DUPLICATE),
        ParsedName(9, "???", NameProblem.NO_LETTER),
        ParsedName(10, "x" * 61, NameProblem.TOO_LONG),
    ]


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("Noor\tHaddad\nSam\tOkafor", ["Noor Haddad", "Sam Okafor"]),
        ("1\tNoor\tHaddad", ["Noor Haddad"]),
        ("Last name\tFirst name\nHaddad\tNoor\nOkafor\tSam", ["Noor Haddad", "Sam Okafor"]),
        ("Surname,Given name\nHaddad,Noor", ["Noor Haddad"]),
        ("First\tLast\nNoor\tHaddad", ["Noor Haddad"]),
        ("Haddad,\tNoor", ["Noor Haddad"]),
        ('"Smith, Bob"\tbob@school.org\t9B', ["Bob Smith"]),
        ('"Smith, Bob",bob@school.org', ["Bob Smith"]),
        ('"Bob Smith",', ["Bob Smith"]),
        ("First,Last\nNoor,Haddad", ["Noor Haddad"]),
        ("-2+3", ["-2+3"]),
    ],
)
def test_columns_of_a_table_are_one_name(pasted: str, names: list[str]) -> None:
    assert [each.name for each in split_names(pasted)] == names


@pytest.mark.parametrize("text", ["", "\n\n \t\n", "1.\n2.\n-", ","])
def test_a_list_without_names_is_empty(text: str) -> None:
    assert split_names(text) == []


@given(st.text())
def test_any_paste_gives_tidy_names(text: str) -> None:
    for each in split_names(text):
        assert each.name
        assert each.name == tidy_display_name(each.name)
        assert 1 <= each.line <= len(text.splitlines())


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
        ("王小明", "student"),
        ("", "student"),
    ],
)
def test_a_sign_in_name_that_any_keyboard_types(display_name: str, expected: str) -> None:
    assert suggest_sign_in_name(display_name, set()) == expected


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
