"""Mr. Rivera makes classes and shares them with Ms. Chen."""

import pytest
from sqlalchemy import select

from classes.actions import (
    add_teacher,
    archive_class,
    create_class,
    remove_teacher,
    rename_class,
    restore_class,
)
from domain.errors import NotFound, Refusal
from models.audit import AuditEntry
from models.classes import ClassTeacher, SchoolClass
from models.session import db, unit_of_work
from tests.cast import MORNING, Cast


def audited() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_new_class_has_its_teacher_and_a_code(cast: Cast) -> None:
    with unit_of_work():
        class_id = create_class(cast.actor("rivera"), "  Period   4 ", MORNING)

    made = db.session.get_one(SchoolClass, class_id)
    assert made.name == "Period 4"
    assert len(made.join_code) == 8
    assert db.session.get(ClassTeacher, (class_id, cast.rivera)) is not None
    assert audited() == ["create-class"]


def test_an_administrators_class_waits_for_its_teacher(cast: Cast) -> None:
    with unit_of_work():
        class_id = create_class(cast.actor("okafor"), "Period 4", MORNING)

    assert db.session.get(ClassTeacher, (class_id, cast.okafor)) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "class-name-missing"), (" \t ", "class-name-missing"), ("x" * 81, "class-name-too-long")],
)
def test_a_name_must_be_there_and_short(cast: Cast, name: str, code: str) -> None:
    with pytest.raises(Refusal) as refused, unit_of_work():
        create_class(cast.actor("rivera"), name, MORNING)

    assert (refused.value.code, refused.value.field) == (code, "name")


def test_renaming_is_recorded_once(cast: Cast) -> None:
    for _ in range(2):
        with unit_of_work():
            rename_class(cast.actor("rivera"), cast.civics, "Civics 4", MORNING)

    assert db.session.get_one(SchoolClass, cast.civics).name == "Civics 4"
    assert audited() == ["rename-class"]


def test_an_archived_class_comes_back(cast: Cast) -> None:
    with unit_of_work():
        archive_class(cast.actor("rivera"), cast.civics, MORNING)
    assert db.session.get_one(SchoolClass, cast.civics).archived_at == MORNING

    with unit_of_work():
        restore_class(cast.actor("rivera"), cast.civics, MORNING)

    assert db.session.get_one(SchoolClass, cast.civics).archived_at is None
    assert audited() == ["archive-class", "restore-class"]


@pytest.mark.parametrize("name", ["chen", "novak", "maya"])
def test_others_find_no_such_class(cast: Cast, name: str) -> None:
    with pytest.raises(NotFound), unit_of_work():
        rename_class(cast.actor(name), cast.civics, "Mine", MORNING)


def test_a_colleague_teaches_too_whatever_the_capitals(cast: Cast) -> None:
    for _ in range(2):
        with unit_of_work():
            added = add_teacher(cast.actor("rivera"), cast.civics, " Chen ", MORNING)

    assert added == cast.chen
    with unit_of_work():
        rename_class(cast.actor("chen"), cast.civics, "Ours", MORNING)
    assert audited() == ["add-teacher", "rename-class"]


@pytest.mark.parametrize("name", ["maya", "novak", "nobody", "", "x" * 5000])
def test_only_teachers_of_the_school_can_be_added(cast: Cast, name: str) -> None:
    with pytest.raises(Refusal) as refused, unit_of_work():
        add_teacher(cast.actor("rivera"), cast.civics, name, MORNING)

    assert (refused.value.code, refused.value.field) == ("no-such-teacher", "sign_in_name")


def test_the_last_teacher_stays(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused, unit_of_work():
        remove_teacher(cast.actor("rivera"), cast.civics, cast.rivera, MORNING)

    assert refused.value.code == "last-teacher"


def test_one_of_two_teachers_leaves(cast: Cast) -> None:
    with unit_of_work():
        add_teacher(cast.actor("rivera"), cast.civics, "chen", MORNING)
    with unit_of_work():
        remove_teacher(cast.actor("rivera"), cast.civics, cast.chen, MORNING)

    with pytest.raises(NotFound), unit_of_work():
        remove_teacher(cast.actor("rivera"), cast.civics, cast.chen, MORNING)
    assert audited() == ["add-teacher", "remove-teacher"]
