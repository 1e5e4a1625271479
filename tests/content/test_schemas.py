"""The published JSON Schemas accept what the check accepts, so that editors help and do not nag."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from content.courses import ROOT, banks_folder, course_folders, read_course
from content.schemas import bank_schema, lesson_schema, publish_schemas
from domain.content_rules import COURSE_FIELDS
from domain.content_rules.drafts import CourseDraft
from domain.content_rules.figures import FIGURES
from domain.content_rules.lessons import FRONT_FIELDS
from domain.content_rules.questions import BANK_FIELDS
from tests.courses import BANKS, LESSONS

FOLDERS = [(LESSONS, BANKS), *((each, banks_folder(each)) for each in course_folders())]
SCHEMAS = {
    name: json.loads((ROOT / "static" / "schema" / f"{name}.schema.json").read_text())
    for name in ("lesson", "bank", "course")
}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)


def errors(schema: str, value: object) -> list[str]:
    found = Draft202012Validator({"$ref": schema}, registry=REGISTRY).iter_errors(value)
    return [f"{list(error.path)}: {error.message}" for error in found]


def parts(draft: CourseDraft) -> Iterator[tuple[str, object]]:
    yield "course.schema.json", draft.course.value
    for name, marked in draft.reference.items():
        yield f"course.schema.json#/$defs/{name}", marked.value
    yield "course.schema.json#/$defs/quizzes", draft.quizzes.value
    for bank in draft.banks:
        yield "bank.schema.json", bank.value
    if draft.data.value is not None:
        yield "course.schema.json#/$defs/data", draft.data.value
    for lesson in draft.lessons:
        yield "lesson.schema.json", lesson.front.value
        if lesson.teacher:
            yield "course.schema.json#/$defs/teacher", lesson.teacher.value
        for section in lesson.sections:
            for block in section.blocks:
                if block.data:
                    yield f"lesson.schema.json#/$defs/{block.kind}", block.data.value


@pytest.mark.parametrize(("folder", "banks"), FOLDERS, ids=lambda path: path.name)
def test_every_course_fits_the_schemas(folder: Path, banks: Path) -> None:
    for schema, value in parts(read_course(folder, banks)):
        assert errors(f"/static/schema/{schema}", value) == []


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_each_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_the_schemas_know_the_same_fields_as_the_check() -> None:
    question = SCHEMAS["bank"]["$defs"]["question"]
    assert set(question["properties"]) == BANK_FIELDS
    assert set(SCHEMAS["lesson"]["properties"]) == FRONT_FIELDS
    assert set(SCHEMAS["course"]["properties"]) == set(COURSE_FIELDS)
    assert SCHEMAS["lesson"]["$defs"]["figure"]["properties"]["kind"]["enum"] == list(FIGURES)


def test_the_schema_knows_the_kinds() -> None:
    assert bank_schema() == SCHEMAS["bank"], "run `flask content schema`"
    assert lesson_schema() == SCHEMAS["lesson"], "run `flask content schema`"


def test_the_schemas_are_written_as_they_stand(tmp_path: Path) -> None:
    names = ("bank.schema.json", "lesson.schema.json")
    for name in names:
        shutil.copy(ROOT / "static" / "schema" / name, tmp_path)

    publish_schemas(tmp_path)

    for name in names:
        assert (tmp_path / name).read_text() == (ROOT / "static" / "schema" / name).read_text()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind", "essay"),
        ("level", "easy"),
        ("options", []),
        ("affirmed", "no"),
        ("answer", True),
        ("law", {"until": "2020-01-01"}),
        ("id", "Not An Id"),
    ],
)
def test_a_schema_refuses_what_the_check_refuses(old: str, new: object) -> None:
    draft = read_course(LESSONS, BANKS)
    bank = draft.banks[0].value
    assert isinstance(bank, dict)
    question = {**bank["questions"][0], old: new}
    assert errors("/static/schema/bank.schema.json#/$defs/question", question)
