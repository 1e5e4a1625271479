"""Prepared quizzes: what they draw from banks, and what may not stand together in one."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

from domain.content_files import LEVELS, Bank, Fault, PreparedQuiz, Question, QuizPart
from domain.content_rules.drafts import Marked
from domain.content_rules.known import Known
from domain.content_rules.reader import Reader, readers

MOST_DRAWN: Final = 100

_QUIZ_FIELDS: Final = ("id", "title", "summary", "lesson", "form_of", "parts")


def check_quizzes(
    marked: Marked, banks: Mapping[str, Bank], known: Known, faults: list[Fault]
) -> list[tuple[Reader, PreparedQuiz]]:
    """Return the prepared quizzes with their readers and add what is wrong to `faults`."""
    found = [
        (reader, _quiz(reader, banks, known)) for reader in readers(marked, faults, _QUIZ_FIELDS)
    ]
    questions = {each.id: each for bank in banks.values() for each in bank.questions}
    for reader, quiz in found:
        _check_answering(reader, quiz, questions)
    _check_forms(found, questions)
    return found


def _quiz(reader: Reader, banks: Mapping[str, Bank], known: Known) -> PreparedQuiz:
    entries = reader.entries("parts", ("bank", "questions", "random"))
    parts = [_part(each, banks) for each in entries]
    _check_supply(reader, parts, banks)
    return PreparedQuiz(
        id=reader.slug(),
        title=reader.text("title"),
        summary=reader.text("summary"),
        lesson=reader.known("lesson", known.lessons, "lesson", required=False),
        form_of=reader.slug("form_of") if "form_of" in reader.values else "",
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


def _check_answering(reader: Reader, quiz: PreparedQuiz, questions: Mapping[str, Question]) -> None:
    """Two questions with one sentence and one key answer each other."""
    first: dict[tuple[object, ...], str] = {}
    for own in _named(quiz, questions):
        question = questions[own]
        asked = (question.trace, *_key(question))
        if asked in first:
            message = (
                f'"{own}" and "{first[asked]}" rest on the same sentence and have the same key, so '
                "that one answers the other: take another question."
            )
            reader.fault("one_answers_another", message, "parts")
        first.setdefault(asked, own)


def _key(question: Question) -> tuple[str, ...]:
    key = question.kind.key_response(question.body)
    return tuple(word.casefold() for word in question.kind.in_words(question.body, key))


def _check_forms(
    found: list[tuple[Reader, PreparedQuiz]], questions: Mapping[str, Question]
) -> None:
    """Parallel forms ask each objective equally often at each level, with other questions."""
    first: dict[str, PreparedQuiz] = {}
    homes: dict[tuple[str, str], str] = {}
    for reader, quiz in found:
        if not quiz.form_of:
            continue
        if any(part.random_count for part in quiz.parts):
            message = "A form that is parallel to another names its questions: draw none at random."
            reader.fault("form_at_random", message, "parts")
            continue
        other = first.setdefault(quiz.form_of, quiz)
        _compare(reader, quiz, other, questions)
        for own in _named(quiz, questions):
            home = homes.setdefault((quiz.form_of, own), quiz.id)
            if home != quiz.id:
                message = f'The question "{own}" is in "{home}" already: take another one here.'
                reader.fault("question_in_two_forms", message, "parts")


def _compare(
    reader: Reader, quiz: PreparedQuiz, other: PreparedQuiz, questions: Mapping[str, Question]
) -> None:
    """Name each objective whose levels differ: an easier form would look like a gain."""
    here, there = _levels(quiz, questions), _levels(other, questions)
    for objective in sorted({*here, *there}):
        if here[objective] != there[objective]:
            message = (
                f'"{objective}" is asked at {_in_words(here[objective])} here and at '
                f'{_in_words(there[objective])} in "{other.id}": parallel forms ask each '
                "objective equally often at each level."
            )
            reader.fault("forms_differ", message, "parts")


def _levels(
    quiz: PreparedQuiz, questions: Mapping[str, Question]
) -> defaultdict[str, Counter[str]]:
    """Return how often each objective is asked at each level."""
    asked: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for own in _named(quiz, questions):
        asked[questions[own].objective][questions[own].level] += 1
    return asked


def _in_words(levels: Counter[str]) -> str:
    counted = [f"{level} ({levels[level]})" for level in LEVELS if levels[level]]
    return ", ".join(counted) or "no level"


def _named(quiz: PreparedQuiz, questions: Mapping[str, Question]) -> list[str]:
    """Return the questions that a quiz names, but those that there are not."""
    return [each for part in quiz.parts for each in part.questions if each in questions]
