"""Open response: why does nobody decide alone?"""

from typing import Any

from hypothesis import strategies as st

from tests.domain.question_kinds.examples._parts import ids, needed

ONE_KEY = False

EXAMPLE: dict[str, Any] = {
    "criteria": [
        {
            "id": "rule",
            "text": "Names the rule",
            "levels": [
                {"id": "full", "text": "Both houses must agree", "points": 2},
                {"id": "part", "text": "Only says that Congress decides", "points": 1},
                {"id": "none", "text": "Names no rule", "points": 0},
            ],
        },
        {
            "id": "reason",
            "text": "Gives a reason",
            "levels": [
                {"id": "yes", "text": "Gives one", "points": 1},
                {"id": "no", "text": "Gives none", "points": 0},
            ],
        },
    ],
    "model": "Both houses must agree, so that no one person can change the result.",
    "most_words": 60,
}


@st.composite
def _raw(draw: st.DrawFn) -> dict[str, Any]:
    criteria = []
    for each in draw(ids):
        levels = [
            {"id": level, "text": draw(needed), "points": draw(st.integers(0, 20))}
            for level in draw(ids)
        ]
        levels[0]["points"] = draw(st.integers(1, 20))
        criteria.append({"id": each, "text": draw(needed), "levels": levels})
    return {
        "criteria": criteria,
        "model": draw(needed),
        "most_words": draw(st.integers(5, 1000)),
    }


RAW = _raw()
