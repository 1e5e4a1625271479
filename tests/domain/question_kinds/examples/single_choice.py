"""Single choice: who presides?"""

from typing import Any

from tests.domain.question_kinds.examples._parts import options

EXAMPLE: dict[str, Any] = {
    "options": [
        {"id": "vice-president", "text": "The Vice President", "correct": True},
        {
            "id": "speaker",
            "text": "The Speaker of the House",
            "feedback": "The Speaker sits to the side.",
            "misconception": "speaker-presides",
        },
        {"id": "clerk", "text": "The Clerk", "feedback": "The Clerk keeps the record."},
    ]
}
RAW = options(several=False)
