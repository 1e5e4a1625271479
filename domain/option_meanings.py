"""What each option of a question means by itself: right or wrong, and what choosing it shows."""

from dataclasses import dataclass
from typing import TypeVar

from domain.question_kinds.base import Kind, Mark, Response

Body = TypeVar("Body")


@dataclass(frozen=True, slots=True)
class OptionMeaning:
    """One option; `text` is '' where the page words the id, as for true and false."""

    id: str
    text: str
    is_right: bool
    feedback: str
    misconceptions: tuple[str, ...]


def option_meanings(kind: Kind[Body], body: Body) -> tuple[OptionMeaning, ...]:
    """Return each option with what choosing it means; none where no option is right by itself."""
    key = kind.key_response(body)
    if "choice" in key:
        right, answers = {key["choice"]}, _one_choice
    elif "choices" in key:
        right, answers = set(key["choices"]), _one_of_choices
    else:
        return ()
    return tuple(
        _meaning(choice.id, choice.text, choice.id in right, kind.mark(body, answers(choice.id)))
        for choice in kind.choices(body)
    )


def _one_choice(option: str) -> Response:
    return {"choice": option}


def _one_of_choices(option: str) -> Response:
    return {"choices": [option]}


def _meaning(option: str, text: str, is_right: bool, mark: Mark) -> OptionMeaning:
    feedback = next((remark.text for remark in mark.feedback if remark.option == option), "")
    return OptionMeaning(option, text, is_right, feedback, mark.misconceptions)
