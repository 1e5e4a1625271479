"""Matching: who does what?"""

from typing import Any

from tests.domain.question_kinds.examples._parts import rows_and_places

EXAMPLE: dict[str, Any] = {
    "prompts": [
        {
            "id": "opens",
            "text": "Opens the certificates",
            "target": "vice-president",
            "feedback": "The presiding officer opens them.",
            "mistakes": [
                {
                    "target": "speaker",
                    "feedback": "The Speaker sits to the side.",
                    "misconception": "speaker-presides",
                }
            ],
        },
        {
            "id": "announces",
            "text": "Announces the result",
            "target": "vice-president",
            "feedback": "The presiding officer announces it.",
        },
        {
            "id": "reads",
            "text": "Reads the votes aloud",
            "target": "teller",
            "feedback": "The tellers read them.",
        },
    ],
    "targets": [
        {"id": "vice-president", "text": "The Vice President"},
        {"id": "teller", "text": "A teller"},
        {"id": "speaker", "text": "The Speaker of the House"},
    ],
}
RAW = rows_and_places("prompts", "targets", "target")
