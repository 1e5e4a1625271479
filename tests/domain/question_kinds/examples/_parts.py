"""What the questions of several kinds are made of."""

from typing import Any

from hypothesis import strategies as st

IDS = ["opens", "reads-aloud", "2", "asks", "adds-up", "announces", "0-9"]
needed = st.sampled_from(["The Clerk", "269 votes", "270 votes", "<b>é</b>", "ਪੰਜਾਬ", "x"])
texts = st.just("") | needed
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
