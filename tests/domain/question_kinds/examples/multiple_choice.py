"""Multiple choice: who is present?"""

from typing import Any

from tests.domain.question_kinds.examples._parts import options

EXAMPLE: dict[str, Any] = {
    "options": [
        {"id": "senators", "text": "Senators", "correct": True, "missed": "Both houses meet."},
        {"id": "representatives", "text": "Representatives", "correct": True},
        {"id": "justices", "text": "Justices", "feedback": "No court has a part in it."},
        {
            "id": "electors",
            "text": "Electors",
            "feedback": "They voted in December, at home.",
            "misconception": "electors-travel",
        },
    ]
}
RAW = options(several=True)
