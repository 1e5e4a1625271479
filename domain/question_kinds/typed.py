"""Typed answers: cleaned for storing, folded for comparing, judged by the forms of a key."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from domain.question_kinds.base import Finding, InvalidResponse, Meaning, Path
from domain.question_kinds.choice import each_once
from domain.question_kinds.fields import (
    WRONG_ANSWER_FEEDBACK,
    Faults,
    Fields,
    filled,
    note_duplicates,
)
from domain.question_kinds.numerals import plain_digit
from domain.question_kinds.schema_parts import ID, MISCONCEPTION, TEXT, list_of, texts
from domain.question_kinds.visible import has_visible, without_controls, without_unseen

LONGEST_LINE: Final = 200

RIGHT: Final = ":right"
"""What the right answer is counted under; no id of a mistake can be called so."""

SHORTEST_WITH_ONE_SLIP: Final = 4
SHORTEST_WITH_TWO_SLIPS: Final = 8

KEY_FIELDS: Final = frozenset({"accepted", "mistakes", "feedback"})
_MISTAKE_FIELDS: Final = frozenset({"id", "forms", "feedback", "misconception"})

_SAME_SIGNS: Final = str.maketrans("‘’ʼ“”‐‑–—⠀", "'''\"\"---- ")
_LAST_MARK_OF_LETTERS: Final = 9
"""Up to this combining class a mark makes another letter, as a nukta does; above, an accent."""


def clean_line(value: object) -> str:
    """Return typed text as one line without control characters, '' where nothing is seen.

    Raises `InvalidResponse` for what is no text, or is too long.
    """
    line = " ".join(_storable(value).split())
    refuse_longer(line, LONGEST_LINE)
    return line


def clean_text(value: object) -> str:
    """Return typed text of several lines without control characters and surrounding space.

    It is '' where nothing is seen. Raises `InvalidResponse` for what is no text.
    """
    return "\n".join(line.rstrip() for line in _storable(value).splitlines()).strip()


def refuse_longer(text: str, most: int) -> None:
    """Raise `InvalidResponse` for a text of more than `most` characters."""
    if len(text) > most:
        raise InvalidResponse("answer_too_long", most=most, found=len(text))


def _storable(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidResponse("malformed_answer")
    return without_controls(value) if has_visible(value) else ""


def fold(text: str) -> str:
    """Return a text without what does not matter when two are compared.

    What `plain` leaves out, and punctuation at the ends.
    """
    return _without_punctuation_at_ends(plain(text))


def plain(text: str) -> str:
    """Return a text without case, accents, what is not seen, and runs of space.

    Of quotation marks, dashes and digits one kind remains.
    """
    spread = without_unseen(unicodedata.normalize("NFKD", text)).translate(_SAME_SIGNS)
    bare = "".join(plain_digit(c) for c in spread if not _is_accent(c))
    return " ".join(unicodedata.normalize("NFC", bare.casefold()).split())


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) > _LAST_MARK_OF_LETTERS


def _without_punctuation_at_ends(text: str) -> str:
    return text.strip(_spaces_and_punctuation(text)) or text


def _spaces_and_punctuation(text: str) -> str:
    return "".join({c for c in text if c == " " or unicodedata.category(c).startswith("P")})


def slips_allowed(form: str) -> int:
    """Return how many slips a near miss of a folded form may hold; none in a short form."""
    if len(form) < SHORTEST_WITH_ONE_SLIP:
        return 0
    return 1 if len(form) < SHORTEST_WITH_TWO_SLIPS else 2


def is_near(given: str, form: str) -> bool:
    """Whether one folded text is nearly the other.

    Their digits are the same: another digit makes another year or amendment. Beside them they
    differ by spaces and punctuation alone, or by as many slips as the length allows.
    """
    if _digits(given) != _digits(form):
        return False
    if _without_spaces_and_punctuation(given) == _without_spaces_and_punctuation(form):
        return True
    most = slips_allowed(form)
    return abs(len(given) - len(form)) <= most and slips(given, form) <= most


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _without_spaces_and_punctuation(text: str) -> str:
    return text.translate(str.maketrans("", "", _spaces_and_punctuation(text))) or text


def slips(given: str, form: str) -> int:
    """Return how many signs must be added, left out, replaced or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(form) + 1))
    for at, sign in enumerate(given, start=1):
        before, last, row = row, before, [at]
        for place, wanted in enumerate(form, start=1):
            least = min(before[place], row[-1]) + 1
            least = min(least, before[place - 1] + (sign != wanted))
            if at > 1 and place > 1 and given[at - 2] == wanted and sign == form[place - 2]:
                least = min(least, last[place - 2] + 1)
            row.append(least)
    return row[-1]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong answer in all its forms, and what to say to it."""

    id: str
    forms: tuple[str, ...]
    feedback: str = ""
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class TypedKey:
    """The accepted forms, the known mistakes, and what to say to anything else."""

    accepted: tuple[str, ...]
    mistakes: tuple[Mistake, ...] = ()
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a typed answer is: right, near to right, a known mistake, or none of these."""

    is_right: bool = False
    is_near: bool = False
    mistake: Mistake | None = None


def judge(key: TypedKey, text: str) -> Judged:
    """Judge a typed text by a key; a known mistake is never a near miss."""
    given = fold(text)
    accepted = [fold(form) for form in key.accepted]
    if given in accepted:
        return Judged(is_right=True)
    for mistake in key.mistakes:
        if given in map(fold, mistake.forms):
            return Judged(mistake=mistake)
    return Judged(is_near=any(is_near(given, form) for form in accepted))


def parse_key(own: Fields, faults: Faults) -> TypedKey:
    """Read the accepted forms and the known mistakes, noting what makes them unusable."""
    entries = own.entries("mistakes", _MISTAKE_FIELDS, least=0)
    mistakes = tuple(
        Mistake(
            id=entry.slug("id", required=True),
            forms=entry.texts("forms"),
            feedback=entry.text("feedback"),
            misconception=entry.slug("misconception"),
        )
        for entry in entries
    )
    note_duplicates(entries, [each.id for each in mistakes], faults)
    key = TypedKey(own.texts("accepted"), mistakes, own.text("feedback"))
    _note_clashes(key, own.path, faults)
    return key


def _note_clashes(key: TypedKey, path: Path, faults: Faults) -> None:
    """Note forms that are too long to be typed, and mistakes that are something else already."""
    for at, form in enumerate(key.accepted):
        if len(form) > LONGEST_LINE:
            faults.add((*path, "accepted", at), "too_long", most=LONGEST_LINE)
    accepted = {fold(form) for form in key.accepted}
    seen: set[str] = set()
    for place, form in _forms_of_mistakes(key, path):
        folded = fold(form)
        if len(form) > LONGEST_LINE:
            faults.add(place, "too_long", most=LONGEST_LINE)
        elif folded in accepted:
            faults.add(place, "mistake_is_right")
        elif folded in seen:
            faults.add(place, "mistake_twice")
        seen.add(folded)


def _forms_of_mistakes(key: TypedKey, path: Path) -> Iterator[tuple[Path, str]]:
    for at, mistake in enumerate(key.mistakes):
        for number, form in enumerate(mistake.forms):
            yield (*path, "mistakes", at, "forms", number), form


def key_to_json(key: TypedKey) -> dict[str, Any]:
    """Return a key in the shape of the content format, empty fields left out."""
    mistakes = [
        filled(
            {
                "id": each.id,
                "forms": list(each.forms),
                "feedback": each.feedback,
                "misconception": each.misconception,
            }
        )
        for each in key.mistakes
    ]
    return filled({"accepted": list(key.accepted), "mistakes": mistakes, "feedback": key.feedback})


def key_from_json(data: Mapping[str, Any]) -> TypedKey:
    """Return the key that `key_to_json` wrote."""
    mistakes = tuple(
        Mistake(
            each["id"],
            tuple(each["forms"]),
            each.get("feedback", ""),
            each.get("misconception", ""),
        )
        for each in data.get("mistakes", ())
    )
    return TypedKey(tuple(data["accepted"]), mistakes, data.get("feedback", ""))


def key_meanings(key: TypedKey) -> tuple[Meaning, ...]:
    """Return what the key and each known mistake mean."""
    wrong = (
        Meaning(each.id, each.forms[0], False, each.feedback, each_once([each.misconception]))
        for each in key.mistakes
    )
    return (Meaning(RIGHT, key.accepted[0], True), *wrong)


def key_checks(key: TypedKey, path: Path = ()) -> list[Finding]:
    """Return where a key does not say what is wrong with an answer."""
    findings = []
    if not key.feedback:
        findings.append(Finding((*path, "feedback"), "feedback_missing"))
    for at, mistake in enumerate(key.mistakes):
        if not mistake.feedback:
            findings.append(Finding((*path, "mistakes", at, "feedback"), "feedback_missing"))
    return findings


KEY_SCHEMA: Final = {
    "accepted": texts(
        "Every form that is right; case, accents and end signs do not matter.", LONGEST_LINE
    ),
    "mistakes": list_of(
        {
            "id": ID,
            "forms": texts("The forms of this mistake.", LONGEST_LINE),
            "feedback": TEXT,
            "misconception": MISCONCEPTION,
        },
        "id forms feedback",
        description="Known wrong answers, each with what to say to it.",
    ),
    "feedback": WRONG_ANSWER_FEEDBACK,
}
"""What the published schema says of a key's own fields."""
