"""Questions for the tests: one good one of each kind, and any there could be."""

from typing import Any, TypeAlias

from hypothesis import strategies as st

from domain.question_kinds import kind
from domain.question_kinds.base import AnyKind

Question: TypeAlias = tuple[AnyKind, Any]

WHO_PRESIDES: dict[str, Any] = {
    "options": [
        {"id": "vice-president", "text": "The Vice President", "correct": True},
        {
            "id": "speaker",
            "text": "The Speaker of the House",
            "feedback": "The Speaker sits to the side.",
            "misconception": "speaker-presides",
        },
        {"id": "clerk", "text": "The Clerk", "feedback": "The Clerk keeps the record."},
    ]
}
WHO_IS_PRESENT: dict[str, Any] = {
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
CHAIR_DECIDES: dict[str, Any] = {
    "answer": False,
    "feedback": "The two houses decide.",
    "misconception": "vp-decides",
}
STEPS: dict[str, Any] = {
    "items": [
        {"id": "open", "text": "Open the certificate"},
        {"id": "read", "text": "Read it aloud"},
        {"id": "ask", "text": "Ask for objections"},
        {"id": "add", "text": "Add up the votes"},
    ],
    "feedback": "The paper is opened before anyone can read it.",
    "misconception": "objections-first",
}
GOOD: dict[str, dict[str, Any]] = {
    "single_choice": WHO_PRESIDES,
    "multiple_choice": WHO_IS_PRESENT,
    "true_false": CHAIR_DECIDES,
    "ordering": STEPS,
}

_IDS = ["opens", "reads-aloud", "2", "asks", "adds-up", "announces", "0-9"]
_needed = st.sampled_from(["The Clerk", "269 votes", "270 votes", "<b>é</b>", "ਪੰਜਾਬ", "x"])
_texts = st.just("") | _needed
_maybe_slugs = st.sampled_from(["", "vp-decides", "states-vote-twice"])
_ids = st.integers(2, len(_IDS)).map(lambda count: _IDS[:count])


@st.composite
def options(draw: st.DrawFn, *, several: bool) -> dict[str, Any]:
    ids = draw(_ids)
    most = len(ids) - 1 if several else 1
    right = draw(st.sets(st.sampled_from(ids), min_size=1, max_size=most))
    return {"options": [draw(_option(each, is_right=each in right)) for each in ids]}


@st.composite
def _option(draw: st.DrawFn, each: str, *, is_right: bool) -> dict[str, Any]:
    option: dict[str, Any] = {"id": each, "text": draw(_needed), "feedback": draw(_texts)}
    if is_right:
        return {**option, "correct": True, "missed": draw(_texts)}
    return {**option, "misconception": draw(_maybe_slugs)}


@st.composite
def _items(draw: st.DrawFn) -> dict[str, Any]:
    items = [{"id": each, "text": draw(_needed)} for each in draw(_ids)]
    return {"items": items, "feedback": draw(_texts), "misconception": draw(_maybe_slugs)}


_raw = {
    "single_choice": options(several=False),
    "multiple_choice": options(several=True),
    "true_false": st.fixed_dictionaries(
        {"answer": st.booleans(), "feedback": _texts, "misconception": _maybe_slugs}
    ),
    "ordering": _items(),
}


def questions(name: str) -> st.SearchStrategy[Question]:
    """Any usable question of that kind."""
    return _raw[name].map(lambda raw: (kind(name), kind(name).parse(raw)))


any_question = st.sampled_from(sorted(_raw)).flatmap(questions)

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


def near_answers(ids: list[str]) -> st.SearchStrategy[Any]:
    """JSON that looks like an answer, and often is one."""
    parts = st.sampled_from(ids) | any_json
    names = st.sampled_from(["choice", "choices", "order", "other"])
    lists = st.lists(parts, max_size=len(ids) + 1) | st.permutations(ids)
    return st.dictionaries(names, parts | lists, max_size=2)
