"""The published schemas say of each kind of question and of figure what the kind says of itself."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from content.courses import ROOT
from domain.content_rules.figures import FIGURES, NUMBERS, FigureKind
from domain.question_kinds import all_kinds

SCHEMAS: Final = ROOT / "static" / "schema"
BANK: Final = "bank.schema.json"
LESSON: Final = "lesson.schema.json"

_TEXT: Final = {"$ref": "#/$defs/text"}
_OWN: Final = {
    "id": {"$ref": "#/$defs/id"},
    "text": {**_TEXT, "description": "Says in words what the picture shows."},
    "date": {"$ref": "#/$defs/day"},
    "data": {"$ref": "#/$defs/id", "description": "An id in data/data.yaml."},
}


def bank_schema(folder: Path = SCHEMAS) -> dict[str, Any]:
    """Return the schema of banks, with its kinds of question brought up to date."""
    schema: dict[str, Any] = json.loads((folder / BANK).read_text())
    parts = schema["$defs"]
    kinds = all_kinds()
    parts["kinds"]["allOf"] = [_where_kind_is(each.name, each.schema) for each in kinds]
    parts["question"]["properties"]["kind"]["enum"] = [each.name for each in kinds]
    parts["check"]["properties"]["kind"]["enum"] = [
        each.name for each in kinds if not each.needs_person
    ]
    return schema


def lesson_schema(folder: Path = SCHEMAS) -> dict[str, Any]:
    """Return the schema of lessons, with its kinds of figure brought up to date."""
    schema: dict[str, Any] = json.loads((folder / LESSON).read_text())
    figure = schema["$defs"]["figure"]
    figure["properties"]["kind"]["enum"] = list(FIGURES)
    figure["allOf"] = [_where_kind_is(name, _figure(name, kind)) for name, kind in FIGURES.items()]
    return schema


def publish_schemas(folder: Path = SCHEMAS) -> None:
    """Write both schemas with their kinds brought up to date."""
    for name, schema in ((BANK, bank_schema(folder)), (LESSON, lesson_schema(folder))):
        (folder / name).write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


def _figure(name: str, kind: FigureKind) -> dict[str, Any]:
    fields: dict[str, Any] = {field: _OWN.get(field, _TEXT) for field in kind.fields}
    fields["kind"] = {"const": name}
    if not kind.from_table:
        fields["rows"] = {"type": "array", "items": _row(kind), "minItems": kind.least_rows}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field for field in kind.fields if field not in kind.words_at_will],
        "properties": fields,
    }


def _row(kind: FigureKind) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(kind.columns),
        "properties": {column: _cell(column) for column in kind.columns},
    }


def _cell(column: str) -> dict[str, Any]:
    if column in NUMBERS:
        least, most = NUMBERS[column]
        return {"type": "integer", "minimum": least, "maximum": most}
    return _OWN["date"] if column == "date" else _TEXT


def _where_kind_is(name: str, says: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
        "then": dict(says),
    }
