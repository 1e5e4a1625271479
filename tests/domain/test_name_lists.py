"""Lists of names that teachers paste, however their tables look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.name_lists import ColumnOrder, ParsedName, read_name, split_names
from domain.names import NameProblem, tidy_display_name

pytestmark = pytest.mark.pure


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
    assert split_names(pasted).names == (
        ParsedName(1, "Noor Haddad"),
        ParsedName(2, "Sam Okafor", family="Okafor"),
        ParsedName(4, "Ana María López"),
        ParsedName(5, "Martin Luther King Jr.", family="King Jr."),
        ParsedName(6, "Tess O'Neil", family="O'Neil"),
        ParsedName(7, "Mei Lee-Wong", family="Lee-Wong"),
        ParsedName(8, "noor haddad", NameProblem.DUPLICATE),
        ParsedName(9, "???", NameProblem.NO_LETTER),
        ParsedName(10, "x" * 61, NameProblem.TOO_LONG),
    )


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
        ("First name\tLast name\nJohn\tSmith", ["John Smith"]),
        ("No;Last;First;E-mail\n7;Smith;John;john@school.org", ["John Smith"]),
        ("Name\tClass\nSmith, John\t9B", ["John Smith"]),
        ("Student\nJohn Smith", ["John Smith"]),
        ("O'Brien,Patrick\t9B\tpat@x.org", ["Patrick O'Brien"]),
        ("Smith, John\t12345", ["John Smith"]),
        ("Smith,John,john@x.org", ["John Smith"]),
        ("Ada\tLast", ["Ada Last"]),  # somebody may be called so
        ("Garcia, Maria mgarcia@x.org", ["Maria Garcia"]),
        ("2. Lopez, Ana  x@y.org", ["Ana Lopez"]),
        ("Maria Garcia <mgarcia@x.org>", ["Maria Garcia"]),
        ("mgarcia@x.org - Garcia, Maria", ["Maria Garcia"]),
        ('"Garcia, Maria" <mgarcia@x.org>', ["Maria Garcia"]),
        ("Garcia, Maria 40512", ["Maria Garcia"]),
        ("Garcia, Maria (Mia) 40512", ["Maria (Mia) Garcia"]),
        ("Maria Garcia mgarcia@x.org\t9B", ["Maria Garcia"]),
        ("Last,First\nGarcia,Maria mgarcia@x.org", ["Maria Garcia"]),
        ("O'Hara-Smith, LeeAnn, Jr.", ["LeeAnn O'Hara-Smith Jr."]),
        ("O'Hara-Smith, LeeAnn Jr.", ["LeeAnn O'Hara-Smith Jr."]),
        ("O'Hara-Smith, Jr., LeeAnn", ["LeeAnn O'Hara-Smith Jr."]),
        ("LeeAnn O'Hara-Smith, Jr.", ["LeeAnn O'Hara-Smith Jr."]),
        ("LeeAnn O'Hara-Smith Jr. lee@x.org", ["LeeAnn O'Hara-Smith Jr."]),
        ("Students\nName\nAna Lopez", ["Ana Lopez"]),
        ("Name (Last, First)\nLopez, Ana", ["Ana Lopez"]),
        ("Student name:\n1. Ana Lopez", ["Ana Lopez"]),
        ("Civics\nLast name\tFirst name\nLopez\tAna", ["Civics", "Ana Lopez"]),
        ("Ada\tLovelace\tF\t12", ["Ada Lovelace"]),
        ("Ada\tLovelace\tFemale", ["Ada Lovelace"]),
        ("Doe, Jane\tDr. Hale", ["Jane Doe"]),
        ('"Doe, Jane",12,F', ["Jane Doe"]),
        ('12,"Doe, Jane",F', ["Jane Doe"]),
        ("Doe,Jane,12,F", ["Jane Doe"]),
        ("Jane Doe,12,F", ["Jane Doe"]),
        ("Doe, J", ["J Doe"]),
        ("王\t小明", ["王 小明"]),
    ],
)
def test_columns_of_a_table_are_one_name(pasted: str, names: list[str]) -> None:
    assert [each.name for each in split_names(pasted).names] == names


HEADED = [
    "Last, First\tGrade\tEmail\nDoe, Jane\t9\tjane@x.org",
    "Student,ID,Grade\nDoe, Jane,12,9",
    "Student,ID,Grade\nDoe, Jane,12,9,,",
    'Student,ID,Grade\n"Doe, Jane",12,F',
    '"Last, First",Grade\n"Doe, Jane",9',
    'Last, First\n"Doe, Jane"',
    'Last, First,Grade\n"Doe, Jane",9',
    "Last, First,Grade\nDoe,Jane,9",
    "Student Name (Last, First)\tStudent ID\tPeriod\tGender\nDoe, Jane\t1\t2\tF",
    "ID\tFirst Name\tLast Name\tStudent E-mail Address\n1\tJane\tDoe\tjane@x.org",
    "Family_Name;Given_Name;Section\nDoe;Jane;9B",
    "Pupil's surname,Pupil's forename\nDoe,Jane",
    "Class roster\nLast\tFirst\tMI\nDoe\tJane\tQ",
    "Gender\tStudent\nF\tDoe, Jane",
    "Student\tGrade\tFavorite color\nDoe, Jane\t9\tblue",
    "Name Grade Email\nDoe, Jane 9 jane@x.org",
]


@pytest.mark.parametrize("pasted", HEADED)
def test_a_heading_is_no_student_and_says_which_column_is_which(pasted: str) -> None:
    found = split_names(pasted)

    assert [(each.name, each.family) for each in found.names] == [("Jane Doe", "Doe")]
    assert not found.is_order_unclear
    assert not found.names[0].is_doubtful


@pytest.mark.parametrize(
    ("pasted", "is_unclear"),
    [
        ("Smith\tJohn", True),
        ("1\tSmith\tJohn\t9B", True),
        ("Smith;John", True),
        ("Last name\tFirst name\nSmith\tJohn", False),
        ("Smith, John\t9B", False),
        ("Smith,\tJohn", False),
        ("John Smith", False),
    ],
)
def test_only_the_teacher_knows_which_of_two_columns_is_which(
    pasted: str, is_unclear: bool
) -> None:
    assert split_names(pasted).is_order_unclear is is_unclear
    assert not split_names(pasted, ColumnOrder.FAMILY_FIRST).is_order_unclear


def test_the_teacher_says_which_column_is_which() -> None:
    family_first = split_names("de la Cruz\tAna", ColumnOrder.FAMILY_FIRST).names
    given_first = split_names("Ana\tde la Cruz", ColumnOrder.GIVEN_FIRST).names

    assert family_first == given_first == (ParsedName(1, "Ana de la Cruz", family="de la Cruz"),)


@pytest.mark.parametrize(
    "name",
    ["john@school.org", "Smith 9B", "Period 3", "Civics Period 3", "Grade Email", "Jane Doe, F"],
)
def test_what_may_be_no_name_is_doubtful(name: str) -> None:
    assert split_names(name).names[0].is_doubtful


@pytest.mark.parametrize(
    ("name", "is_one_word"), [("Garcia", True), ("Ana Lopez", False), ("王小明", False)]
)
def test_a_name_of_one_word_may_lack_the_first_name(name: str, *, is_one_word: bool) -> None:
    assert split_names(name).names[0].is_one_word is is_one_word


@pytest.mark.parametrize(
    "pasted",
    [
        "Doe, Jane, 12, F",
        "Jane Doe, F",
        "Lee, Ann",
        "King, Martin Luther, Jr.",
        "Ann Lee",
        "Cher",
        "Sam King, Jr.",
        "King, Jr.",
    ],
)
def test_a_name_is_written_so_that_it_is_read_again(pasted: str) -> None:
    (parsed,) = split_names(pasted).names
    again = read_name(parsed.written)

    assert (again.name, again.family) == (parsed.name, parsed.family)


@pytest.mark.parametrize("text", ["", "\n\n \t\n", "1.\n2.\n-", ","])
def test_a_list_without_names_is_empty(text: str) -> None:
    assert split_names(text).names == ()


@given(st.text())
def test_any_paste_gives_tidy_names(text: str) -> None:
    for each in split_names(text).names:
        assert each.name
        assert each.name == tidy_display_name(each.name)
        assert 1 <= each.line <= len(text.splitlines())


WORDS = st.text("abcdefghijklmnopqrstuvwxyzé'", min_size=2, max_size=8).map(
    lambda word: f"A{word.replace(chr(39), 'n')}"
)
BESIDE = st.sampled_from(["a.lee@x.org", "<a.lee@x.org>", "40512", "#7", "(12)"])


@given(st.lists(WORDS, min_size=1, max_size=3), WORDS, BESIDE, st.data())
def test_wherever_an_address_or_a_number_stands_the_names_stay(
    given_names: list[str], family: str, beside: str, data: st.DataObject
) -> None:
    name = " ".join([*given_names, family])
    written = [f"{family},", *given_names]
    written.insert(data.draw(st.integers(0, len(written))), beside)

    assert [each.name for each in split_names(" ".join(written)).names] == [name]
    assert [each.name for each in split_names(f"1. {name} {beside}").names] == [name]


@given(st.lists(WORDS, min_size=1, max_size=3), WORDS, st.sampled_from(["Jr.", "Sr", "III"]))
def test_a_suffix_keeps_its_place(given_names: list[str], family: str, suffix: str) -> None:
    first = " ".join(given_names)
    expected = ParsedName(1, f"{first} {family} {suffix}", family=f"{family} {suffix}")

    for written in (
        f"{family}, {first}, {suffix}",
        f"{family} {suffix}, {first}",
        f"{first} {family}, {suffix}",
        f"{first} {family} {suffix}",
    ):
        assert split_names(written).names == (expected,)


@given(st.sampled_from(["Name", "STUDENT", "Names:", "Last, First"]), st.integers(0, 3))
def test_a_heading_at_the_top_is_no_student(heading: str, blank: int) -> None:
    found = split_names("\n" * blank + heading + "\nLopez, Ana")

    assert [each.name for each in found.names] == ["Ana Lopez"]
