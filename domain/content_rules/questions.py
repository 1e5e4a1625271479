"""One question: its own fields, what they refer to, and the rules of item writing."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from domain.content_files import (
    CHANGES,
    CHECK_USE,
    LEVELS,
    USES,
    Anchor,
    Period,
    Place,
    Question,
    Sentence,
)
from domain.content_rules.drafts import Path
from domain.content_rules.known import Known
from domain.content_rules.reader import Reader, unknown
from domain.content_rules.wording import sentence
from domain.item_writing import quiet_negative
from domain.question_kinds import UnknownKind, all_kinds, kind
from domain.question_kinds.base import AnyKind, Finding, InvalidQuestion

COMMON_FIELDS: Final = frozenset(
    [
        "id",
        "kind",
        "objective",
        "level",
        "law",
        "stem",
        "explanation",
        "trace",
        "affirmed",
        "facts",
        "change",
    ]
)
BANK_FIELDS: Final = COMMON_FIELDS | {"use"}


def question_fields(entry: object, common: frozenset[str]) -> frozenset[str]:
    """Return the fields a question may have: the common ones and those of its kind."""
    name = entry.get("kind") if isinstance(entry, Mapping) else None
    own = [each.fields for each in all_kinds() if each.name == name]
    return common.union(*(own or [each.fields for each in all_kinds()]))


def read_question(reader: Reader, home: str, known: Known, *, is_check: bool) -> Question | None:
    """Return a question, None where it cannot be used; what is wrong goes to the reader's faults.

    `home` is the lesson a trace without a lesson belongs to.
    """
    found = _kind(reader)
    if found and found.needs_person and is_check:
        message = "Somebody must mark this kind of question: ask it in a bank, not in a lesson."
        reader.fault("check_needs_person", message, "kind")
    body = _body(reader, found, known) if found else None
    trace = reader.anchor("trace", home if is_check else "")
    cited = _cited(reader, trace, known)
    own = reader.slug()
    objective = reader.known("objective", known.objectives, "objective")
    level = reader.one_of("level", LEVELS, "understand" if is_check else None)
    use = CHECK_USE if is_check else reader.one_of("use", USES, "graded")
    law = _law(reader, trace, cited, known)
    stem, explanation = _stem(reader), reader.text("explanation")
    facts = _facts(reader, cited, known)
    affirmed = _affirmed(reader, cited, required=not is_check)
    change = reader.one_of("change", CHANGES, "meaning")
    if found is None or body is None or trace is None or cited is None or not own:
        return None
    return Question(
        id=own,
        kind=found,
        body=body,
        use=use,
        objective=objective,
        level=level,
        law=law,
        stem=stem,
        explanation=explanation,
        trace=trace,
        facts=facts,
        affirmed=affirmed,
        change=change,
        place=Place(reader.marked.file, reader.marked.line()),
    )


def _kind(reader: Reader) -> AnyKind | None:
    name = reader.text("kind")
    try:
        return kind(name) if name else None
    except UnknownKind:
        names = [each.name for each in all_kinds()]
        reader.fault("unknown_kind", unknown("kind of question", name, names), "kind")
        return None


def _body(reader: Reader, found: AnyKind, known: Known) -> Any:
    try:
        body = found.parse(reader.values)
    except InvalidQuestion as invalid:
        note_findings(reader, invalid.findings)
        return None
    note_findings(reader, found.author_checks(body))
    for path, belief in _misconceptions(reader.values, found):
        if belief not in known.misconceptions:
            message = unknown("misconception", belief, known.misconceptions)
            reader.fault("unknown_misconception", message, *path)
    return body


def note_findings(reader: Reader, findings: tuple[Finding, ...], *inside: str) -> None:
    """Add what a kind found to the reader's faults, in words."""
    for finding in findings:
        reader.fault(finding.code, sentence(finding), *inside, *finding.path)


def _misconceptions(values: Mapping[str, object], found: AnyKind) -> Iterator[tuple[Path, str]]:
    """Yield where a kind's own fields name misconceptions, and which."""
    yield from _named({name: values[name] for name in sorted(found.fields & values.keys())}, ())


def _named(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each misconception in a value, however deep it stands."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name == "misconception" and inner:
                yield (*path, name), str(inner).strip()
            else:
                yield from _named(inner, (*path, str(name)))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _named(inner, (*path, at))


def _stem(reader: Reader) -> str:
    stem = reader.text("stem")
    word = quiet_negative(stem)
    if word:
        message = f'Write the negative word "{word}" in capitals, or ask the other way round.'
        reader.fault("quiet_negative", message, "stem")
    return stem


def _cited(reader: Reader, trace: Anchor | None, known: Known) -> Sentence | None:
    if trace is None:
        return None
    if trace.lesson not in known.lessons:
        reader.fault("unknown_lesson", unknown("lesson", trace.lesson, known.lessons), "trace")
        return None
    sentences = known.sentences[trace.lesson]
    if trace.place not in sentences:
        message = unknown("cited sentence", trace.place, sentences)
        reader.fault("dead_anchor", f"{message} The key rests on a sentence.", "trace")
        return None
    return sentences[trace.place]


def _facts(reader: Reader, cited: Sentence | None, known: Known) -> tuple[str, ...]:
    facts = reader.facts(known.facts, known.bare_facts)
    if facts and cited and known.facts.issuperset(facts) and not set(facts) & set(cited.facts):
        message = (
            f'None of these facts stands behind the sentence "{cited.id}" '
            f"({', '.join(cited.facts)}): name one of those, or cite another sentence."
        )
        reader.fault("facts_apart", message, "facts")
    return facts


def _law(
    reader: Reader, trace: Anchor | None, cited: Sentence | None, known: Known
) -> Period | None:
    part = reader.part("law", ("from", "until"))
    if part is None:
        if cited and cited.is_dated:
            message = (
                f'The sentence "{cited.id}" holds for one law only: say which, '
                "as in `law: {from: 2022-12-29}`."
            )
            reader.fault("law_missing", message)
        return None
    period = part.period()
    if trace and trace.lesson in known.lessons and not known.has_period(trace.lesson, period):
        message = f'No law in the lesson "{trace.lesson}" begins or ends then: correct the dates.'
        reader.fault("unknown_law", message, "law")
    return period


def _affirmed(reader: Reader, cited: Sentence | None, *, required: bool) -> str:
    affirmed = reader.text("affirmed", required=False)
    if cited is None or (not affirmed and not required):
        return affirmed
    if affirmed != cited.fingerprint:
        happened = "has changed since its key was checked" if affirmed else "is not affirmed yet"
        message = (
            f'The sentence "{cited.id}" {happened}: read question and sentence together, then '
            f"run `flask content affirm {reader.values.get('id')}`."
        )
        reader.fault("not_affirmed", message, "affirmed" if affirmed else "trace")
    return affirmed
