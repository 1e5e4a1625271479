"""The registry finds the kinds, and another one can be added."""

import pytest

from domain.question_kinds import UnknownKind, all_kinds, kind, register
from domain.question_kinds.true_false import TrueFalse


class YesNo(TrueFalse):
    name = "yes_no"


def test_the_kinds_are_found_by_name() -> None:
    names = [each.name for each in all_kinds()]

    assert names == sorted(names)
    assert {"multiple_choice", "ordering", "single_choice", "true_false"} <= set(names)
    assert kind("ordering").name == "ordering"


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UnknownKind):
        kind("essay")


def test_a_kind_can_be_added_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {each.name: each for each in all_kinds()}
    monkeypatch.setattr("domain.question_kinds._kinds", known)

    register(YesNo())

    assert kind("yes_no").name == "yes_no"
    with pytest.raises(ValueError, match="yes_no"):
        register(YesNo())
