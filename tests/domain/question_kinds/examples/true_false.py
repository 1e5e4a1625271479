"""True or false: the chair decides."""

from typing import Any

from hypothesis import strategies as st

from tests.domain.question_kinds.examples._parts import maybe_slugs, texts

EXAMPLE: dict[str, Any] = {
    "answer": False,
    "feedback": "The two houses decide.",
    "misconception": "vp-decides",
}
RAW = st.fixed_dictionaries(
    {"answer": st.booleans(), "feedback": texts, "misconception": maybe_slugs}
)
