"""What a course holds, as lines for its authors."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from domain.content_files import (
    LEVELS,
    BadContent,
    Bank,
    Course,
    Lesson,
    Period,
    Question,
)
from domain.content_rules.coverage import above_recall, grade, questions_by_belief


def overview(course: Course) -> Iterator[str]:
    """Yield the tables of a course: its lessons, its questions, the beliefs they show, its gaps."""
    yield f"{course.title} ({course.id})"
    yield ""
    heads = (
        "lesson",
        "words",
        "grade",
        "sections",
        "sentences",
        "figures",
        "checks",
        "talk",
        "notes",
        "core path",
    )
    yield from table(heads, [_lesson_row(lesson, course) for lesson in course.lessons])
    yield ""
    levels = ("bank", "questions", *LEVELS, "above recall")
    yield from table(levels, [_bank_row(bank) for bank in course.banks])
    for name, values in (
        ("kind", [question.kind.name for question in course.questions]),
        ("level", [question.level for question in course.questions]),
        ("use", [question.use for question in course.questions]),
    ):
        yield ""
        yield from table((name, "questions"), sorted(Counter(values).items()))
    yield ""
    asked = Counter(question.objective for question in course.questions)
    rows = [(own, asked[own]) for own in course.reference.objectives]
    yield from table(("objective", "questions"), rows)
    yield ""
    shown = questions_by_belief(course)
    rows = sorted(((own, shown[own]) for own in course.reference.misconceptions), key=_most_first)
    yield from table(("misconception", "questions"), rows)
    yield ""
    questions = len(course.questions)
    yield f"{questions} questions, {len(course.quizzes)} prepared quizzes. Ready to publish."
    yield from _gaps(course)


def _lesson_row(lesson: Lesson, course: Course) -> tuple[object, ...]:
    return (
        lesson.id,
        lesson.words,
        f"{grade(lesson, course)}",
        len(lesson.sections),
        len(lesson.sentences),
        len(lesson.figures),
        len(lesson.checks),
        _yes(lesson.discussion),
        _yes(lesson.notes),
        _core(lesson, course),
    )


def _core(lesson: Lesson, course: Course) -> str:
    """Say which period of the core path a lesson is; nothing where a course has no core path."""
    if not course.core_path:
        return ""
    period = course.core_period(lesson.id)
    return f"period {period} of {len(course.core_path)}" if period else "optional"


def _yes(found: object) -> str:
    return "yes" if found else "no"


def _bank_row(bank: Bank) -> tuple[object, ...]:
    levels = Counter(question.level for question in bank.questions)
    share = round(100 * above_recall(bank.questions) / len(bank.questions))
    return (bank.id, len(bank.questions), *(levels[level] for level in LEVELS), f"{share} %")


def _most_first(row: tuple[str, int]) -> tuple[int, str]:
    return -row[1], row[0]


def _gaps(course: Course) -> Iterator[str]:
    """Yield what an unfinished course lacks; a complete one has no gaps."""
    if course.gaps:
        yield ""
        count = len(course.gaps)
        yield f"Not complete yet ({count} gap{'s' if count != 1 else ''}):"
        yield from map(str, course.gaps)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table with aligned columns, numbers to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    for row in (list(heads), *cells):
        first, *rest = (
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join((first, *rest)).rstrip()


def trace(question: Question, course: Course) -> Iterator[str]:
    """Yield the chain behind a key: question, right answer, sentence, facts, sources."""
    sentence = course.sentence(question.trace)
    yield f"Question   {question.id} ({question.kind.name}, {question.level}): {question.stem}"
    yield f"  at       {question.place.file}:{question.place.line}"
    yield f"Key        {_key(question)}"
    if question.law:
        yield f"Law        {_period(question.law)}"
    objective = course.reference.objectives[question.objective]
    yield f"Objective  {objective.id}: {objective.text}"
    for belief in question.kind.misconceptions(question.body):
        yield f"Belief     {belief}: {course.reference.misconceptions[belief].belief}"
    yield f"Sentence   {question.trace.lesson}#{question.trace.place}: {sentence.text}"
    yield f"  at       {course.lesson(question.trace.lesson).file}:{sentence.line}"
    for fact_id in dict.fromkeys((*sentence.facts, *question.facts)):
        fact = course.reference.facts[fact_id]
        yield f"Fact       {fact.id} ({fact.period}): {fact.text}"
        for citation in fact.sources:
            source = course.reference.sources[citation.source]
            at = f", {citation.at}" if citation.at else ""
            yield f"  Source   {source.title} ({source.publisher}, {source.date}){at}"


def _period(law: Period) -> str:
    starts = f"from {law.starts} " if law.starts else ""
    return f"{starts}until {law.ends}" if law.ends else f"{starts}on"


def _key(question: Question) -> str:
    key = question.kind.key_response(question.body)
    return " / ".join(question.kind.in_words(question.body, key))


def faults_by_line(bad: BadContent) -> Iterator[str]:
    """Yield each fault as `file:line: message`, then how many there are."""
    yield from map(str, bad.faults)
    count = len(bad.faults)
    yield f"{count} fault{'s' if count != 1 else ''}."
