"""A sentence's fingerprint, and a lesson's body as pages read it."""

from datetime import date

from domain.content_files import (
    Citation,
    Fact,
    Figure,
    Law,
    Lesson,
    Objective,
    Period,
    Prose,
    Reference,
    Section,
    Sentence,
    Source,
    Standard,
    Term,
    fingerprint,
)
from domain.lesson_body import lesson_body
from domain.teacher_notes import Pace, Repair, TeacherNotes

CHARTER = Source("charter", "Charter", "Riverbend", "1900", "primary")
REFERENCE = Reference(
    objectives={"count": Objective("count", "Count a vote.", "voting", ("S.1",))},
    facts={
        "F1": Fact("F1", "By hand.", "then", (Citation("charter", "rule 1"),)),
        "F2": Fact("F2", "By two.", "then", (Citation("charter", "rule 1"),)),
    },
    sources={"charter": CHARTER},
    misconceptions={},
    glossary={"clerk": Term("clerk", "clerk", "Somebody who writes.")},
    standards={"S.1": Standard("S.1", "Framework", "Know.")},
)
SENTENCE = Sentence("by-hand", 1, "how", "Votes were counted.", ("F1", "F2"), is_dated=True, line=9)
LESSON = Lesson(
    id="voting",
    file="lesson.md",
    title="Voting",
    summary="How.",
    minutes=5,
    objectives=("count",),
    law=(Law("Charter", Period(date(1900, 1, 1), None)),),
    facts=("F1",),
    standards=("S.1",),
    content_note="Loud.",
    discussion="Why by hand?",
    intro_html="<p>Hello.</p>",
    sections=(
        Section(
            "how",
            "How",
            (
                Prose("<p>x</p>"),
                Figure("f", "steps", "Steps", "One.", ({"label": "a", "detail": "b"},), {}, None),
            ),
        ),
    ),
    sentences={"by-hand": SENTENCE},
    terms=("clerk",),
    checks=(),
    words=3,
    passages=(),
    notes=TeacherNotes((Pace(5, "Read."),), (Repair("by-foot", "Show hands."),), "Count more."),
)


def test_a_fingerprint_changes_with_the_words_alone() -> None:
    assert fingerprint("Votes were counted.") == fingerprint(" Votes\n were  counted. ")
    assert fingerprint("Votes were counted.") != fingerprint("Votes are counted.")
    assert len(fingerprint("")) == 8


def test_a_body_names_each_source_of_a_sentence_once() -> None:
    body = lesson_body(LESSON, REFERENCE)
    assert body["sections"][0]["notes"] == [
        {
            "number": 1,
            "sentence_id": "by-hand",
            "fact_ids": ["F1", "F2"],
            "sources": [
                {"title": "Charter", "publisher": "Riverbend", "date": "1900", "at": "rule 1"}
            ],
        }
    ]
    assert body["sentences"]["by-hand"]["fingerprint"] == fingerprint("Votes were counted.")


def test_a_body_holds_all_that_a_page_shows() -> None:
    body = lesson_body(LESSON, REFERENCE)
    assert body["objectives"] == [{"id": "count", "text": "Count a vote."}]
    assert body["law"] == [{"name": "Charter", "from": "1900-01-01", "until": None}]
    assert body["standards"] == [{"id": "S.1", "framework": "Framework", "text": "Know."}]
    assert body["terms"] == {"clerk": {"term": "clerk", "meaning": "Somebody who writes."}}
    assert [block["type"] for block in body["sections"][0]["blocks"]] == ["prose", "figure"]
    assert body["sections"][0]["blocks"][1]["figure"]["rows"] == [{"label": "a", "detail": "b"}]
