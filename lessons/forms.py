"""The shape of what a reader sends with a check-yourself question."""

from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import MultiDict

from domain.question_kinds.base import FormValues


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that could not be taken: why, and what was filled in."""

    question_id: str
    message: str
    values: FormValues


def answer_values(form: MultiDict[str, str], question_id: str) -> FormValues:
    """The values of a question's controls: '' for its choices, an item's id for its place.

    Controls are named after their question, `answer-<question>` and `answer-<question>-<item>`,
    because a page holds many questions.
    """
    name = f"answer-{question_id}"
    values = {"": form.getlist(name)} if name in form else {}
    for key in form:
        if key.startswith(f"{name}-"):
            values[key.removeprefix(f"{name}-")] = form.getlist(key)
    return values


def seen_version(form: MultiDict[str, str]) -> UUID | None:
    """The version of the question that the page showed; None where the form names none."""
    return uuid_or_none(form.get("version", ""))


def uuid_or_none(text: str) -> UUID | None:
    """The UUID that is written there, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
