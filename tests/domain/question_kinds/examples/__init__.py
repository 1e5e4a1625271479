"""Questions for the tests, one module a kind: a good one, and any there could be.

A module is called like its kind and holds `EXAMPLE` (a good question's own fields), `RAW` (a
strategy of such fields that the kind can use) and perhaps `ONE_KEY = False`, for a kind that takes
more than one answer as fully right, or `ORDER_COUNTS = True`, where the order is the answer.
"""

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType
from typing import Any, TypeAlias

from hypothesis import strategies as st

from domain.question_kinds import kind
from domain.question_kinds.base import AnyKind

Question: TypeAlias = tuple[AnyKind, Any]

MODULES: dict[str, ModuleType] = {
    found.name: importlib.import_module(f"{__name__}.{found.name}")
    for found in pkgutil.iter_modules(__path__)
    if not found.name.startswith("_")
}
EXAMPLES: dict[str, dict[str, Any]] = {name: each.EXAMPLE for name, each in MODULES.items()}


def has_one_key(name: str) -> bool:
    """Whether only the key itself is fully right."""
    return getattr(MODULES[name], "ONE_KEY", True)


def order_counts(name: str) -> bool:
    """Whether the order in which something is written is the answer."""
    return getattr(MODULES[name], "ORDER_COUNTS", False)


def questions(name: str) -> st.SearchStrategy[Question]:
    """Any usable question of that kind."""
    raw: st.SearchStrategy[Any] = MODULES[name].RAW
    return raw.map(lambda fields: (kind(name), kind(name).parse(fields)))


any_question = st.sampled_from(sorted(MODULES)).flatmap(questions)

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


def part_ids(own: AnyKind, body: Any) -> list[str]:
    """The ids that an answer to the question can hold, and what its parts mean by."""
    choices = [choice.id for choice in own.choices(body)]
    return list(dict.fromkeys([*choices, *(each.id for each in own.meanings(body))]))


def near_answers(own: AnyKind, body: Any) -> st.SearchStrategy[Any]:
    """JSON that looks like an answer to the question, and often is one."""
    ids = [each for one in part_ids(own, body) for each in (one, *one.split(":"))] or ["x"]
    parts = st.sampled_from(ids) | any_json
    names = st.sampled_from([*own.key_response(body), "other"])
    lists = st.lists(parts, max_size=len(ids) + 1) | st.permutations(ids)
    loose = st.dictionaries(names, parts | lists, max_size=2)
    mistakes = own.mistakes(body)
    near = loose | _bent(own.key_response(body), ids)
    return near | st.sampled_from(mistakes) if mistakes else near


def _bent(key: Any, ids: Sequence[str]) -> st.SearchStrategy[Any]:
    """The key with some of its parts put in another's place."""
    if isinstance(key, dict):
        return st.fixed_dictionaries({name: _bent(part, ids) for name, part in key.items()})
    if isinstance(key, list | tuple):
        return st.permutations(list(key)) | st.lists(st.sampled_from(ids), max_size=len(ids))
    return st.just(key) | st.sampled_from(list(ids))
