"""The published schema of banks says of each kind of question what the kind says of itself."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from content.courses import ROOT
from domain.question_kinds import all_kinds

BANK_SCHEMA: Final = ROOT / "static" / "schema" / "bank.schema.json"


def bank_schema(path: Path = BANK_SCHEMA) -> dict[str, Any]:
    """Return the schema in the file, with its kinds of question brought up to date."""
    schema: dict[str, Any] = json.loads(path.read_text())
    parts = schema["$defs"]
    kinds = all_kinds()
    parts["kinds"]["allOf"] = [_where_kind_is(each.name, each.schema) for each in kinds]
    parts["question"]["properties"]["kind"]["enum"] = [each.name for each in kinds]
    parts["check"]["properties"]["kind"]["enum"] = [
        each.name for each in kinds if not each.needs_person
    ]
    return schema


def publish_bank_schema(path: Path = BANK_SCHEMA) -> None:
    """Write the schema with its kinds of question brought up to date."""
    path.write_text(json.dumps(bank_schema(path), indent=2, ensure_ascii=False) + "\n")


def _where_kind_is(name: str, says: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
        "then": dict(says),
    }
