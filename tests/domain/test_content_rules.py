"""Lines of what is missing, and a sentence for every finding of a question kind."""

import re
from pathlib import Path

import pytest

import domain.question_kinds as kinds
from domain.content_files import Fault
from domain.content_rules.drafts import Marked
from domain.content_rules.reader import Reader, unknown
from domain.content_rules.wording import sentence
from domain.question_kinds.base import Finding

LINES = {(): 1, ("id",): 1, ("options",): 2, ("options", 0): 3, ("options", 0, "id"): 3}
MARKED = Marked("bank.yaml", {"id": "a", "options": [{"id": "b"}]}, LINES)


def test_what_is_missing_stands_on_the_line_of_what_holds_it() -> None:
    assert MARKED.line("options", 0, "feedback") == 3
    assert MARKED.at("options").at(0).line("feedback", 7) == 3
    assert MARKED.line("nothing") == 1


def codes() -> set[str]:
    """Every code that a module of a kind gives to a finding."""
    folder = Path(kinds.__file__).parent
    text = "\n".join(path.read_text() for path in folder.glob("*.py") if path.name != "base.py")
    added = re.findall(r'(?:add|_fault|Finding|Habit)\((?:[^"()]|\([^()]*\))*"(\w+)"', text)
    return set(added)


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_finding_has_a_sentence(code: str) -> None:
    said = sentence(Finding(("options", 0, "text"), code, {}))
    assert not said.startswith(code), f"{code} needs a sentence in domain/content_rules/wording.py"


def test_a_finding_without_a_sentence_is_shown_all_the_same() -> None:
    assert sentence(Finding((), "brand_new", {"most": 3})) == "brand_new: {'most': 3}"


def test_the_nearest_id_is_offered() -> None:
    assert unknown("fact", "F20", ["F204"]).endswith('did you mean "F204"?')
    assert unknown("fact", "zzz", ["F204"]).endswith("or correct the id.")


def test_a_reader_notes_every_fault_and_goes_on() -> None:
    faults: list[Fault] = []
    reader = Reader(Marked("f", {"id": "A B", "n": True, "x": 1}, {(): 4}), faults, ("id", "n"))
    assert reader.slug() == ""
    assert reader.whole("n", 1, 9) == 1
    assert reader.text("title") == ""
    assert [fault.code for fault in faults] == (
        ["unknown_field", "not_an_id", "not_a_number", "missing"]
    )
    assert {fault.line for fault in faults} == {4}
