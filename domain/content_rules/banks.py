"""Banks of questions and the prepared quizzes that draw from them."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import Final

from domain.content_files import Bank, Fault, PreparedQuiz, Question, QuizPart
from domain.content_rules.drafts import Marked
from domain.content_rules.known import Known
from domain.content_rules.questions import (
    BANK_FIELDS,
    note_findings,
    question_fields,
    read_question,
)
from domain.content_rules.reader import Reader, readers

MOST_DRAWN: Final = 100

_BANK_FIELDS: Final = ("id", "title", "lesson", "questions")
_QUIZ_FIELDS: Final = ("id", "title", "summary", "lesson", "parts")


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
    _check_cues(reader, bank)
    return bank


def _check_cues(reader: Reader, bank: Bank) -> None:
    """Let each kind say what gives its keys away over the whole bank."""

    def name(question: Question) -> str:
        return question.kind.name

    for _, group in groupby(sorted(bank.questions, key=name), key=name):
        same = list(group)
        findings = same[0].kind.bank_checks([each.body for each in same])
        note_findings(reader, findings, "questions")


def check_quizzes(
    marked: Marked, banks: Mapping[str, Bank], known: Known, faults: list[Fault]
) -> list[tuple[Reader, PreparedQuiz]]:
    """Return the prepared quizzes with their readers and add what is wrong to `faults`."""
    found = readers(marked, faults, _QUIZ_FIELDS)
    return [(reader, _quiz(reader, banks, known)) for reader in found]


def _quiz(reader: Reader, banks: Mapping[str, Bank], known: Known) -> PreparedQuiz:
    entries = reader.entries("parts", ("bank", "questions", "random"))
    parts = [_part(each, banks) for each in entries]
    _check_supply(reader, parts, banks)
    return PreparedQuiz(
        id=reader.slug(),
        title=reader.text("title"),
        summary=reader.text("summary"),
        lesson=reader.known("lesson", known.lessons, "lesson", required=False),
        parts=tuple(parts),
    )


def _part(reader: Reader, banks: Mapping[str, Bank]) -> QuizPart:
    bank = reader.known("bank", banks, "bank")
    if ("random" in reader.values) == ("questions" in reader.values):
        message = "A part has either `questions: [...]` or `random: number`."
        reader.fault("fixed_or_random", message)
        return QuizPart(bank, (), 0)
    if "random" in reader.values:
        return QuizPart(bank, (), reader.whole("random", 1, MOST_DRAWN))
    drawable = _graded(banks.get(bank))
    return QuizPart(bank, reader.all_known("questions", drawable, "graded question"), 0)


def _graded(bank: Bank | None) -> list[str]:
    return [each.id for each in bank.questions if each.use == "graded"] if bank else []


def _check_supply(reader: Reader, parts: list[QuizPart], banks: Mapping[str, Bank]) -> None:
    """A quiz asks no question twice and draws no more than a bank has."""
    times = Counter(each for part in parts for each in part.questions)
    for question, count in times.items():
        if count > 1:
            message = f'The question "{question}" is drawn twice: remove it from one part.'
            reader.fault("duplicate_id", message, "parts")
    for bank in dict.fromkeys(part.bank for part in parts if part.bank in banks):
        own = [part for part in parts if part.bank == bank]
        wanted = sum(len(part.questions) + part.random_count for part in own)
        supply = len(_graded(banks[bank]))
        if wanted > supply:
            message = f'The bank "{bank}" has {supply} graded questions, not {wanted}: draw fewer.'
            reader.fault("too_few_questions", message, "parts")
