"""Numeric: how many votes make a majority?"""

from typing import Any

from hypothesis import strategies as st

from tests.domain.question_kinds.examples._parts import IDS, maybe_slugs, texts

ONE_KEY = False

EXAMPLE: dict[str, Any] = {
    "answer": 270,
    "units": ["votes", "vote", "electoral votes"],
    "mistakes": [
        {
            "id": "half",
            "number": 269,
            "feedback": "Half is no majority.",
            "misconception": "half-is-enough",
        }
    ],
    "feedback": "A majority is more than half of 538.",
}

_NUMBERS = ["270", "1,234", "0.2", "-5", "1/4", "12.50", "3 1/2", "0"]


@st.composite
def _raw(draw: st.DrawFn) -> dict[str, Any]:
    answer, *wrong = draw(st.permutations(_NUMBERS))
    count = draw(st.integers(0, 3))
    return {
        "answer": answer,
        "tolerance": draw(st.sampled_from(["0", "0.01"])),
        "units": draw(st.sampled_from([[], ["votes"], ["%", "percent"]])),
        "fractions": True,
        "mistakes": [
            {
                "id": each,
                "number": number,
                "feedback": draw(texts),
                "misconception": draw(maybe_slugs),
            }
            for each, number in list(zip(IDS, wrong, strict=False))[:count]
        ],
        "feedback": draw(texts),
    }


RAW = _raw()
