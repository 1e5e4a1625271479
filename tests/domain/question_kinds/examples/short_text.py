"""Short text: who presides?"""

from typing import Any

from tests.domain.question_kinds.examples._parts import typed_keys

ONE_KEY = False

EXAMPLE: dict[str, Any] = {
    "accepted": ["the Vice President", "Vice President", "President of the Senate"],
    "mistakes": [
        {
            "id": "speaker",
            "forms": ["the Speaker", "Speaker of the House"],
            "feedback": "The Speaker sits to the side.",
            "misconception": "speaker-presides",
        }
    ],
    "feedback": "It is the President of the Senate.",
}
RAW = typed_keys()
