"""What a course holds, as lines for its authors."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from domain.content_files import BadContent, Course, Figure, Lesson, Question


def overview(course: Course) -> Iterator[str]:
    """Yield the tables of a course: its lessons, its questions and the beliefs they show."""
    yield f"{course.title} ({course.id})"
    yield ""
    heads = ("lesson", "words", "sections", "sentences", "figures", "checks")
    yield from table(heads, [_lesson_row(lesson) for lesson in course.lessons])
    for name, values in (
        ("bank", [_bank(question, course) for question in course.questions]),
        ("kind", [question.kind.name for question in course.questions]),
        ("level", [question.level for question in course.questions]),
        ("objective", [question.objective for question in course.questions]),
        ("use", [question.use for question in course.questions]),
    ):
        yield ""
        yield from table((name, "questions"), sorted(Counter(values).items()))
    yield ""
    yield from table(("misconception", "questions"), _misconceptions(course).items())
    unused = len(course.reference.misconceptions) - len(_misconceptions(course))
    yield f"({unused} others are shown by no question)"
    yield ""
    yield f"{len(course.quizzes)} prepared quizzes. Everything is ready to publish."


def _lesson_row(lesson: Lesson) -> tuple[object, ...]:
    blocks = [block for section in lesson.sections for block in section.blocks]
    return (
        lesson.id,
        lesson.words,
        len(lesson.sections),
        len(lesson.sentences),
        sum(isinstance(block, Figure) for block in blocks),
        len(lesson.checks),
    )


def _bank(question: Question, course: Course) -> str:
    homes = (bank.id for bank in course.banks if question in bank.questions)
    return next(homes, "(in lessons)")


def _misconceptions(course: Course) -> dict[str, int]:
    """Return how many questions show each false belief, most first."""
    shown = Counter(
        belief
        for question in course.questions
        for belief in question.kind.misconceptions(question.body)
    )
    return dict(shown.most_common())


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
    yield f"Question   {question.id}: {question.stem}"
    yield f"Key        {_key(question)}"
    yield f"Sentence   {question.trace.lesson}#{question.trace.place}: {sentence.text}"
    for fact_id in sentence.facts:
        fact = course.reference.facts[fact_id]
        yield f"Fact       {fact.id} ({fact.period}): {fact.text}"
        for citation in fact.sources:
            source = course.reference.sources[citation.source]
            at = f", {citation.at}" if citation.at else ""
            yield f"  Source   {source.title} ({source.publisher}, {source.date}){at}"


def _key(question: Question) -> str:
    key = question.kind.key_response(question.body)
    return " / ".join(question.kind.in_words(question.body, key))


def faults_by_line(bad: BadContent) -> Iterator[str]:
    """Yield each fault as `file:line: message`, then how many there are."""
    yield from map(str, bad.faults)
    count = len(bad.faults)
    yield f"{count} fault{'s' if count != 1 else ''}."
