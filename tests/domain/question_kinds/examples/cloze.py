"""Cloze: who opens, and how many sign."""

from typing import Any

from hypothesis import strategies as st

from tests.domain.question_kinds.examples._parts import ids, options, texts, typed_keys

ONE_KEY = False

EXAMPLE: dict[str, Any] = {
    "text": "The [[who]] opens the certificates, and [[share]] of each house signs an objection.",
    "gaps": [
        {
            "id": "who",
            "options": [
                {"id": "vice-president", "text": "Vice President", "correct": True},
                {
                    "id": "speaker",
                    "text": "Speaker",
                    "feedback": "The Speaker sits to the side.",
                    "misconception": "speaker-presides",
                },
            ],
        },
        {
            "id": "share",
            "accepted": ["one fifth", "one-fifth", "20 %"],
            "mistakes": [
                {
                    "id": "one",
                    "forms": ["one member", "one"],
                    "feedback": "That was enough until 2022.",
                    "misconception": "one-senator-enough-today",
                }
            ],
            "feedback": "The law of 2022 asks for more than one member.",
        },
    ],
}


@st.composite
def _raw(draw: st.DrawFn) -> dict[str, Any]:
    own = draw(ids)
    text = " ".join(f"{draw(texts)} [[{each}]]" for each in draw(st.permutations(own)))
    gaps = [{"id": each, **draw(options(several=False) | typed_keys())} for each in own]
    return {"text": text, "gaps": gaps}


RAW = _raw()
