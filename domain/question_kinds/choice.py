"""Options: what single and multiple choice have in common."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any, Final

from domain.item_writing import banned_phrase
from domain.question_kinds.base import (
    Choice,
    Finding,
    FormValues,
    InvalidResponse,
    Meaning,
    Path,
    Response,
    answer_field,
    checked_ids,
    plain_values,
)
from domain.question_kinds.fields import Faults, Fields, filled, note_duplicates
from domain.question_kinds.same_text import same_text_checks

OPTION_FIELDS: Final = frozenset({"id", "text", "correct", "feedback", "missed", "misconception"})

_LEADING_NUMBER = re.compile(r"\W*([0-9][0-9,]*(?:\.[0-9]+)?)")


@dataclass(frozen=True, slots=True)
class Option:
    """One option. `feedback` answers a learner who chose it, `missed` one who left it out."""

    id: str
    text: str
    is_right: bool
    feedback: str = ""
    missed: str = ""
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceBody:
    """The options in written order."""

    options: tuple[Option, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    @property
    def right(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.is_right)

    @property
    def wrong(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if not option.is_right)


def parse_options(own: Fields, faults: Faults, name: str = "options") -> ChoiceBody:
    """Read a list of options, noting every fault that makes them unusable."""
    entries = own.entries(name, OPTION_FIELDS)
    options = tuple(_option(entry, faults) for entry in entries)
    note_duplicates(entries, [option.id for option in options], faults)
    if options and not any(option.is_right for option in options):
        faults.add((*own.path, name), "no_right_option")
    return ChoiceBody(options)


def parse_one_right(own: Fields, faults: Faults, name: str = "options") -> ChoiceBody:
    """Read a list of options of which one is right."""
    body = parse_options(own, faults, name)
    if len(body.right) > 1:
        faults.add((*own.path, name), "several_right_options")
    return body


def _option(entry: Fields, faults: Faults) -> Option:
    option = Option(
        id=entry.slug("id", required=True),
        text=entry.text("text", required=True),
        is_right=entry.flag("correct"),
        feedback=entry.text("feedback"),
        missed=entry.text("missed"),
        misconception=entry.slug("misconception"),
    )
    if option.is_right and option.misconception:
        faults.add((*entry.path, "misconception"), "misconception_on_right_option")
    if option.missed and not option.is_right:
        faults.add((*entry.path, "missed"), "missed_on_wrong_option")
    return option


def option_meanings(body: ChoiceBody) -> tuple[Meaning, ...]:
    """Return what choosing each option means."""
    return tuple(
        Meaning(
            option.id,
            option.text,
            option.is_right,
            option.feedback,
            each_once([option.misconception]),
        )
        for option in body.options
    )


def option_texts(body: ChoiceBody, chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of the chosen options, in written order."""
    return tuple(option.text for option in body.options if option.id in chosen)


def options_schema(description: str, *, least: int, most: int) -> dict[str, Any]:
    """Return what the published schema says of a list of options."""
    return {
        "description": description,
        "type": "array",
        "items": {"$ref": "#/$defs/option"},
        "minItems": least,
        "maxItems": most,
    }


def options_to_json(body: ChoiceBody) -> list[dict[str, Any]]:
    """Return the options in the shape of the content format, empty fields left out."""
    return [_option_to_json(option) for option in body.options]


def _option_to_json(option: Option) -> dict[str, Any]:
    return filled(
        {
            "id": option.id,
            "text": option.text,
            "correct": option.is_right,
            "feedback": option.feedback,
            "missed": option.missed,
            "misconception": option.misconception,
        }
    )


def options_from_json(options: Sequence[Mapping[str, Any]]) -> ChoiceBody:
    """Return the options that `options_to_json` wrote."""
    return ChoiceBody(
        tuple(
            Option(
                id=option["id"],
                text=option["text"],
                is_right=option.get("correct", False),
                feedback=option.get("feedback", ""),
                missed=option.get("missed", ""),
                misconception=option.get("misconception", ""),
            )
            for option in options
        )
    )


def option_choices(body: ChoiceBody) -> tuple[Choice, ...]:
    """Return the options as the learner sees them."""
    return tuple(Choice(option.id, option.text) for option in body.options)


def shuffled(choices: Sequence[Choice], random: Random) -> tuple[str, ...]:
    """Return the ids in random order; rising or falling numbers stay as written."""
    ids = [choice.id for choice in choices]
    if not _is_number_series([choice.text for choice in choices]):
        random.shuffle(ids)
    return tuple(ids)


def _is_number_series(texts: Sequence[str]) -> bool:
    matches = [_LEADING_NUMBER.match(text) for text in texts]
    numbers = [float(match.group(1).replace(",", "")) for match in matches if match]
    if len(numbers) < len(texts):
        return False
    rises = [after > before for before, after in pairwise(numbers)]
    falls = [after < before for before, after in pairwise(numbers)]
    return all(rises) or all(falls)


def read_one(ids: Sequence[str], values: FormValues) -> Response | None:
    """Return the one id a form holds, None where there is none; raises `InvalidResponse`."""
    chosen = plain_values(values)
    if len(chosen) > 1:
        raise InvalidResponse("several_choices")
    return {"choice": checked_ids(chosen, ids)[0]} if chosen else None


def read_one_json(ids: Sequence[str], value: object) -> Response | None:
    """Return the `choice` of a JSON answer, None where there is none; raises `InvalidResponse`."""
    chosen = answer_field(value, "choice")
    if chosen is None or chosen == "":
        return None
    if not isinstance(chosen, str):
        raise InvalidResponse("malformed_answer")
    return {"choice": checked_ids([chosen], ids)[0]}


def each_once(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names that are not empty, each once, in order."""
    return tuple(dict.fromkeys(name for name in names if name))


def is_longest(body: ChoiceBody) -> bool:
    """Whether the one right option is longer than each of the others."""
    right, longest_wrong = right_and_longest_wrong(body)
    return right > longest_wrong


def right_and_longest_wrong(body: ChoiceBody) -> tuple[int, int]:
    """Return the length of the one right option and of the longest wrong one."""
    return len(body.right[0].text), max(len(option.text) for option in body.wrong)


@dataclass(frozen=True, slots=True)
class Habit:
    """In what share of many questions the right option may do the same, and what more is called."""

    code: str
    most: Fraction


def habit_checks(
    bodies: Sequence[ChoiceBody], longest: Habit, same_place: Habit
) -> tuple[Finding, ...]:
    """Return by which habit the one right option tells itself in many questions.

    It is the single longest, or stands in the same place, in more of them than may be.
    """
    count = len(bodies)
    findings = []
    found = sum(map(is_longest, bodies))
    if found > longest.most * count:
        values: dict[str, object] = {"found": found, "of": count}
        findings.append(Finding((), longest.code, values))
    places = Counter(body.options.index(body.right[0]) + 1 for body in bodies)
    place, found = places.most_common(1)[0]
    if found > same_place.most * count:
        values = {"position": place, "found": found, "of": count}
        findings.append(Finding((), same_place.code, values))
    return tuple(findings)


def option_checks(
    body: ChoiceBody, *, least: int, most: int, path: Path = ("options",)
) -> list[Finding]:
    """Return what is wrong with the number of options, their words and their feedback."""
    findings: list[Finding] = []
    count = len(body.options)
    if not least <= count <= most:
        values = {"least": least, "most": most, "found": count}
        findings.append(Finding(path, "option_count", values))
    for at, option in enumerate(body.options):
        findings.extend(_checks_of_one(option, (*path, at)))
    findings.extend(same_text_checks([option.text for option in body.options], path))
    return findings


def _checks_of_one(option: Option, path: Path) -> list[Finding]:
    findings = []
    phrase = banned_phrase(option.text)
    if phrase:
        findings.append(Finding((*path, "text"), "banned_phrase", {"phrase": phrase}))
    if not option.is_right and not option.feedback:
        findings.append(Finding((*path, "feedback"), "feedback_missing", {"option": option.id}))
    return findings
