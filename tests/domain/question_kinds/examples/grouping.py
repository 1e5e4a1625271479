"""Grouping: under which law?"""

from typing import Any

from tests.domain.question_kinds.examples._parts import rows_and_places

EXAMPLE: dict[str, Any] = {
    "items": [
        {
            "id": "one-each",
            "text": "One senator and one representative sign",
            "group": "then",
            "feedback": "That was enough until 2022.",
            "mistakes": [
                {
                    "group": "now",
                    "feedback": "Today one-fifth of each house signs.",
                    "misconception": "one-senator-enough-today",
                }
            ],
        },
        {
            "id": "no-grounds",
            "text": "No list of grounds",
            "group": "then",
            "feedback": "The law of 1887 listed none.",
        },
        {
            "id": "one-fifth",
            "text": "One-fifth of each house signs",
            "group": "now",
            "feedback": "The law of 2022 asks for it.",
        },
        {
            "id": "two-grounds",
            "text": "Two grounds and no others",
            "group": "now",
            "feedback": "The law of 2022 names two.",
        },
    ],
    "groups": [{"id": "then", "text": "1887 to 2022"}, {"id": "now", "text": "Since 2022"}],
}
RAW = rows_and_places("items", "groups", "group", none_empty=True)
