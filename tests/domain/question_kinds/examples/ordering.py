"""Ordering: the steps for one state."""

from typing import Any

from hypothesis import strategies as st

from tests.domain.question_kinds.examples._parts import ids, maybe_slugs, needed, texts

ORDER_COUNTS = True

EXAMPLE: dict[str, Any] = {
    "items": [
        {"id": "open", "text": "Open the certificate"},
        {"id": "read", "text": "Read it aloud"},
        {"id": "ask", "text": "Ask for objections"},
        {"id": "add", "text": "Add up the votes"},
    ],
    "feedback": "The paper is opened before anyone can read it.",
    "misconception": "objections-first",
}


@st.composite
def _raw(draw: st.DrawFn) -> dict[str, Any]:
    items = [{"id": each, "text": draw(needed)} for each in draw(ids)]
    return {"items": items, "feedback": draw(texts), "misconception": draw(maybe_slugs)}


RAW = _raw()
