"""Parts of what the kinds say of themselves in the published schema."""

from collections.abc import Mapping
from typing import Any, Final

ID: Final = {"$ref": "#/$defs/id"}
TEXT: Final = {"$ref": "#/$defs/text"}
MISCONCEPTION: Final = {"$ref": "#/$defs/misconception"}

MOST_ENTRIES: Final = 12


def list_of(
    properties: Mapping[str, Any],
    required: str,
    *,
    description: str,
    least: int = 0,
    most: int = MOST_ENTRIES,
) -> dict[str, Any]:
    """Return the schema of a list of mappings; `required` names fields, parted by spaces."""
    return {
        "description": description,
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": required.split(),
            "properties": dict(properties),
        },
        "minItems": least,
        "maxItems": most,
    }


def texts(description: str, longest: int) -> dict[str, Any]:
    """Return the schema of a list of short texts."""
    return {
        "description": description,
        "type": "array",
        "items": {"type": "string", "minLength": 1, "maxLength": longest},
        "minItems": 1,
        "maxItems": MOST_ENTRIES,
    }
