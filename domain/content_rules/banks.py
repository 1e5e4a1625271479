"""Banks of questions."""

from collections.abc import Mapping
from typing import Final

from domain.content_files import Bank, Fault
from domain.content_rules.cues import check_cues_of_bank
from domain.content_rules.drafts import Marked
from domain.content_rules.known import Known
from domain.content_rules.questions import (
    BANK_FIELDS,
    question_fields,
    read_question,
)
from domain.content_rules.reader import Reader

_BANK_FIELDS: Final = ("id", "title", "lesson", "questions")


def check_bank(marked: Marked, known: Known, faults: list[Fault]) -> Bank:
    """Return the bank in a file and add what is wrong with it to `faults`."""
    reader = Reader(marked, faults, _BANK_FIELDS)
    lesson = reader.known("lesson", known.lessons, "lesson")
    entries = marked.value.get("questions") if isinstance(marked.value, Mapping) else None
    questions = []
    for at, entry in enumerate(entries if isinstance(entries, list) else ()):
        fields = question_fields(entry, BANK_FIELDS)
        own = Reader(marked.at("questions").at(at), faults, fields)
        questions.append(read_question(own, lesson, known, is_check=False))
    if not questions:
        reader.fault("missing", 'A bank needs "questions": add a list of them.', "questions")
    bank = Bank(
        id=reader.slug(),
        title=reader.text("title"),
        lesson=lesson,
        questions=tuple(each for each in questions if each is not None),
    )
    check_cues_of_bank(reader, bank)
    return bank
