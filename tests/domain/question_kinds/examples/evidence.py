"""Evidence: what the Vice President may do, and where the passage says so."""

from typing import Any

from hypothesis import strategies as st

from tests.domain.question_kinds.examples._parts import options

EXAMPLE: dict[str, Any] = {
    "options": [
        {"id": "counts", "text": "The Vice President only presides", "correct": True},
        {
            "id": "decides",
            "text": "The Vice President decides",
            "feedback": "The two houses decide.",
            "misconception": "vp-decides",
        },
        {"id": "absent", "text": "Nobody presides", "feedback": "Somebody is in the chair."},
    ],
    "passage": [
        {"id": "room", "text": "They met at one o'clock.", "feedback": "This says only when."},
        {"id": "role", "text": "The role is ministerial.", "correct": True},
        {"id": "end", "text": "They left at night.", "feedback": "This says only how it ended."},
    ],
}


@st.composite
def _raw(draw: st.DrawFn) -> dict[str, Any]:
    sentences = draw(options(several=False))["options"]
    passage = [{**each, "id": f"sentence-{each['id']}"} for each in sentences]
    return {**draw(options(several=False)), "passage": passage}


RAW = _raw()
