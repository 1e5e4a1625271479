"""What the questions of several kinds are made of."""

from typing import Any

from hypothesis import strategies as st

IDS = ["opens", "reads-aloud", "2", "asks", "adds-up", "announces", "0-9"]
needed = st.sampled_from(["The Clerk", "269 votes", "270 votes", "<b>é</b>", "ਪੰਜਾਬ", "x"])
texts = st.just("") | needed
UNSEEN = (
    "\u200b\u200e\u200f\u2060\ufeff\u00ad\u061c\u034f\u3164\u115f\uffa0\u180e\ufe0f\U000e0001\x00"
)
"""Joiners, marks of direction, fillers: what a page does not show."""

unseen_texts = st.text(alphabet=UNSEEN + " \t\u00a0\u2800\ud800", max_size=6)
maybe_slugs = st.sampled_from(["", "vp-decides", "states-vote-twice"])
ids = st.integers(2, len(IDS)).map(lambda count: IDS[:count])


@st.composite
def options(draw: st.DrawFn, *, several: bool) -> dict[str, Any]:
    """Options of which one is right, or several."""
    own = draw(ids)
    most = len(own) - 1 if several else 1
    right = draw(st.sets(st.sampled_from(own), min_size=1, max_size=most))
    return {"options": [draw(_option(each, is_right=each in right)) for each in own]}


@st.composite
def _option(draw: st.DrawFn, each: str, *, is_right: bool) -> dict[str, Any]:
    option: dict[str, Any] = {"id": each, "text": draw(needed), "feedback": draw(texts)}
    if is_right:
        return {**option, "correct": True, "missed": draw(texts)}
    return {**option, "misconception": draw(maybe_slugs)}


@st.composite
def rows_and_places(
    draw: st.DrawFn, rows: str, places: str, place: str, *, none_empty: bool = False
) -> dict[str, Any]:
    """Rows that each belong to a place."""
    own = draw(ids)
    targets = IDS[: draw(st.integers(2, len(own)))] if none_empty else draw(ids)
    chosen = [draw(st.sampled_from(targets)) for _ in own]
    if none_empty:
        chosen = draw(st.permutations([*targets, *chosen[len(targets) :]]))
    made = []
    for each, right in zip(own, chosen, strict=True):
        wrong = draw(st.sets(st.sampled_from([one for one in targets if one != right])))
        mistakes = [
            {place: one, "feedback": draw(texts), "misconception": draw(maybe_slugs)}
            for one in sorted(wrong)
        ]
        row = {"id": each, "text": draw(needed), place: right, "feedback": draw(texts)}
        made.append({**row, "mistakes": mistakes})
    return {rows: made, places: [{"id": one, "text": draw(needed)} for one in targets]}


FORMS = ["the Clerk", "270 votes", "Électeur", "ਪੰਜਾਬ", "ombudsperson", "נשיא", "🗳️ box"]


@st.composite
def typed_keys(draw: st.DrawFn) -> dict[str, Any]:
    """Accepted forms and known mistakes, none of which is another."""
    forms = draw(st.permutations(FORMS))
    count = draw(st.integers(1, 3))
    wrong = forms[count : count + draw(st.integers(0, 3))]
    return {
        "accepted": forms[:count],
        "mistakes": [
            {
                "id": each,
                "forms": [form],
                "feedback": draw(texts),
                "misconception": draw(maybe_slugs),
            }
            for each, form in zip(IDS, wrong, strict=False)
        ],
        "feedback": draw(texts),
    }
