"""Each rule for course files: one thing is changed, and exactly that fault is found, by line."""

import pytest

from content.courses import banks_folder, course_folders, load_course
from tests.content.conftest import CopiedCourse


def test_riverbend_is_clean(riverbend: CopiedCourse) -> None:
    course = riverbend.load()
    assert [lesson.id for lesson in course.lessons] == ["meeting-rules", "voting-rules"]
    assert len(course.banks[0].questions) == 13
    assert len(course.questions) == 23
    assert [quiz.id for quiz in course.quizzes] == [
        "riverbend-quiz",
        "riverbend-fixed",
        "riverbend-mixed",
        "riverbend-kinds",
        "riverbend-every-kind",
    ]


def test_each_lesson_knows_its_period_on_the_core_path(riverbend: CopiedCourse) -> None:
    course = riverbend.load()
    assert [course.core_period(each.id) for each in course.lessons] == [1, None]
    riverbend.change("course", "core_path:\n  - meeting-rules\n", "")
    assert riverbend.load().core_path == ()


def test_the_courses_of_the_product_are_clean() -> None:
    assert course_folders()
    for folder in course_folders():
        assert load_course(folder, banks_folder(folder)).questions


# (file, old, new, code, a word of the message); the fault stands on the line of `old` unless the
# last entry names another text.
RULES = [
    # references
    (
        "bank",
        "objective: run-a-meeting",
        "objective: run-a-meetin",
        "unknown_objective",
        "run-a-meeting",
    ),
    ("bank", "#moderator-opens", "#moderator-open", "dead_anchor", '"moderator-opens"'),
    ("bank", "trace: meeting-rules#", "trace: meting-rules#", "unknown_lesson", '"meeting-rules"'),
    ("bank", "trace: meeting-rules#", "trace: ../meeting#", "not_an_anchor", "lesson#place"),
    ("bank", "facts: [T1]", "facts: [T9]", "unknown_fact", "fact"),
    ("bank", "facts: [T1]", "facts: [T3]", "facts_apart", "(T1)"),
    ("bank", "facts: [T1]", "facts: []", "missing", "add a list"),
    ("bank", "facts: [T1]", "facts: [T1, T1]", "duplicate_id", "twice"),
    ("bank", "misconception: mayor-opens", "misconception: mayor", "unknown_misconception", ""),
    ("bank", "lesson: meeting-rules", "lesson: meetings", "unknown_lesson", ""),
    ("meeting", "{term=moderator}", "{term=chair}", "unknown_term", "glossary"),
    ("meeting", 'facts="T1"', 'facts="T9"', "unknown_fact", ""),
    ("meeting", ' facts="T1"', "", "facts_missing", "moderator-opens"),
    ("meeting", "objectives: [run", "objectives: [ran", "unknown_objective", ""),
    ("meeting", "standards: [Test.1]", "standards: [Test.2]", "unknown_standard", "Test.1"),
    ("meeting", "(voting-rules#how", "(voting-rules#when", "dead_link", ""),
    ("meeting", "(voting-rules#how", "(http://e.org/#how", "dead_link", "https"),
    ("meeting", "trace: moderator-opens", "trace: nobody-opens", "dead_anchor", ""),
    ("objectives", "lesson: meeting-rules", "lesson: other", "unknown_lesson", ""),
    ("facts", "source: riverbend-minutes", "source: minutes", "unknown_source", ""),
    ("misconceptions", "#who-opens", "#who-closes", "dead_anchor", "section"),
    ("misconceptions", "meeting-rules#who", "meetings#who", "unknown_lesson", ""),
    ("misconceptions", "facts: [T1]", "facts: [T8]", "unknown_fact", ""),
    # ids
    ("bank", "id: single-2\n", "id: single-1\n", "duplicate_id", "already"),
    ("bank", "id: single-2\n", "id: check-who-opens\n", "duplicate_id", "already"),
    ("bank", "id: single-1\n", "id: Single_1\n", "not_an_id", "lower-case"),
    ("bank", "id: wrong-2\n", "id: wrong-1\n", "duplicate_id", "twice"),
    ("meeting", "#who-writes}", "#who-opens}", "duplicate_id", "already"),
    ("meeting", "id: steps-of-a-meeting", "id: who-opens", "duplicate_id", "already"),
    ("meeting", "{#clerk-writes ", "{#moderator-opens ", "duplicate_id", "already"),
    ("meeting", "{#who-writes}", "{#Who}", "not_an_id", ""),
    ("meeting", "id: meeting-rules", "id: voting-rules", "duplicate_id", ""),
    ("facts", "- id: T2", "- id: T1", "duplicate_id", "twice"),
    ("quizzes", "id: riverbend-mixed", "id: riverbend-quiz", "duplicate_id", "twice"),
    # item writing
    ("bank", "The second wrong option of single-1", "All of the above", "banned_phrase", "above"),
    (
        "bank",
        "text: The right option of single-1,",
        f"text: {'x' * 80},",
        "right_option_too_long",
        "",
    ),
    (
        "bank",
        "Which option of single-1 is right?",
        "Which is not so?",
        "quiet_negative",
        "capitals",
    ),
    (
        "bank",
        "        feedback: Why the first wrong option is wrong.\n",
        "",
        "feedback_missing",
        "",
    ),
    ("bank", "    answer: true\n", "    answer: right\n", "not_true_or_false", ""),
    ("bank", "    law: {from: 2020-01-01}\n", "", "law_missing", "counted-on-paper"),
    ("bank", "law: {from: 2020-01-01}", "law: {from: 2019-01-01}", "unknown_law", "begins"),
    ("bank", "law: {from: 2020-01-01}", "law: {from: soon}", "not_a_date", "2022-12-29"),
    ("bank", "{from: 2020-01-01}", "{from: 2020-01-01, until: 1900-01-01}", "dates_reversed", ""),
    ("meeting", "The clerk writes the [", "The clerk files the [", "not_affirmed", "changed"),
    ("bank", '    affirmed: "f0043cc5"\n', "", "not_affirmed", "content affirm single-1"),
    # shape
    ("bank", "    level: recall\n", "", "missing", '"level"'),
    ("bank", "level: recall", "level: easy", "not_allowed", "understand"),
    ("bank", "kind: single_choice", "kind: single_chioce", "unknown_kind", '"single_choice"'),
    ("bank", "    stem: Which option of single-1", "    stemm: Which", "unknown_field", '"stem"'),
    ("bank", "explanation: The explanation of single-1.", "explanation: 7", "not_text", "quotes"),
    ("bank", "title: Riverbend questions", f"title: {'x' * 2001}", "too_long", "shorten"),
    ("meeting", "minutes: 5", "minutes: soon", "not_a_number", "1 to 300"),
    ("meeting", "kind: steps", "kind: drawing", "not_allowed", "timeline"),
    ("meeting", ", detail: The moderator opens.}", "}", "missing", "detail"),
    ("voting", "yes: 60", 'yes: "60"', "not_a_number", "whole number"),
    ("voting", "id: check-how-counted\n", "id: check-how-counted\nid: b\n", "duplicate_key", ""),
    ("sources", "kind: primary", "kind: tertiary", "not_allowed", "secondary"),
    ("course", "language: en", "language: klingon!", "not_a_language", ""),
    ("course", "  - riverbend-bank", "  - ../riverbend-bank", "not_an_id", ""),
    ("course", "  - voting-rules", "  - voting-rules\n  - voting-rules", "duplicate_id", "twice"),
    ("course", "  - voting-rules\n", "", "unlisted", "voting-rules"),
    ("course", "  - riverbend-bank", "  - riverbend-banks", "no_file", "missing"),
    # the core path
    (
        "course",
        "core_path:\n  - meeting-rules",
        "core_path:\n  - meeting",
        "unknown_lesson",
        "mean",
    ),
    (
        "course",
        "core_path:\n  - meeting-rules",
        "core_path: [meeting-rules, meeting-rules]",
        "duplicate_id",
        "twice",
    ),
    (
        "course",
        "core_path:\n  - meeting-rules",
        "core_path: [voting-rules, meeting-rules]",
        "core_path_order",
        "teaching order",
    ),
    ("course", "core_path:\n  - meeting-rules", "core_path: all", "not_a_list", '"core_path"'),
    # prepared quizzes
    ("quizzes", "random: 5", "random: 50", "too_few_questions", "12 graded"),
    ("quizzes", "random: 5", "random: 0", "not_a_number", "1 to 100"),
    ("quizzes", "random: 5", "questions: [practice-1]", "unknown_graded_question", ""),
    ("quizzes", ", random: 5", "", "fixed_or_random", "either"),
    ("quizzes", "bank: riverbend-bank, random: 5", "bank: other, random: 5", "unknown_bank", ""),
    # figures
    ("meeting", "kind: steps\n", "kind: steps\ndata: invented-votes\n", "unknown_field", '"data"'),
    ("voting", "data: invented-votes", "data: invented-vote", "unknown_table", "invented-votes"),
    ("voting", "data: invented-votes\n", "", "missing", '"data"'),
    ("voting", "origin: The clerk signs three sheets.\n", "", "missing", '"origin"'),
    ("voting", "now_heading: New charter\n", "", "missing", '"now_heading"'),
    ("voting", "copies: 2", "copies: two", "not_a_number", "1 to 20"),
    ("voting", "date: 2019-12-03", "date: December", "not_a_date", "2022-12-29"),
    ("voting", "date: 2019-12-03", "date: 2020-12-03", "dates_reversed", "before the row above"),
    ("voting", "date: 2019-12-03", "date: 2018-12-03", "too_many_months", "timeline"),
    ("voting", "| Year | How |", "| | How |", "no_column_heading", "heading"),
    # tables of votes
    ("data", "electors: 40", "electors: 41", "wrong_total", "40, not 41"),
    ("data", "republican: 16", "republican: 15", "wrong_total", "16, not 15"),
    ("data", "  totals: {electors: 40, democratic: 24, republican: 16}\n", "", "missing", "totals"),
    ("data", "source: riverbend-minutes", "source: minutes", "unknown_source", "minutes"),
    ("data", "democratic: Ash", "democratic: Oak", "not_allowed", "Oak, Birch"),
    ("data", "- id: invented-votes", "- id: other-votes", "unlisted", "invented-votes"),
    ("data", "- id: invented-votes", "- id: other-votes", "no_file", "missing"),
    ("votes", "AL,9,Birch,0,9", "AL,9,Birch,1,9", "too_many_votes", "10 votes"),
    ("votes", "AL,9,Birch", "AL,9,Ash", "not_the_winner", "Birch has more"),
    ("votes", "AL,9", "XX,9", "unknown_state", '"XX"'),
    ("votes", "Maine,ME", "Maine,AL", "duplicate_id", "twice"),
    ("votes", "AL,9,Birch,0,9", "AL,9,Birch,0", "bad_csv", "5 cells, not 6"),
    ("votes", "AL,9,Birch,0,9", "AL,9,Birch,0,many", "not_a_number", "whole number"),
    # teacher notes
    ("notes", "misconception: mayor-opens", "misconception: mayor", "unknown_misconception", ""),
    ("notes", "misconception: clerk-decides", "misconception: mayor-opens", "duplicate_id", "join"),
    ("notes", "minutes: 15", "minutes: some", "not_a_number", "1 to 300"),
    ("notes", "extension:", "extensoin:", "unknown_field", '"extension"'),
    ("notes", "extension: Write the rules of a meeting of your own.\n", "", "missing", "extension"),
    # a complete course
    ("course", "language: en", "language: en\ncomplete: maybe", "not_true_or_false", "quotes"),
    ("course", "language: en", "language: en\ncomplete: true", "gap_words", "36 words"),
    ("course", "language: en", "language: en\ncomplete: true", "gap_sections", "4 to 7"),
    ("course", "language: en", "language: en\ncomplete: true", "gap_grade", "8.0 to 9.9"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "word"), RULES, ids=[f"{r[0]}-{r[3]}-{r[2][:20]}" for r in RULES]
)
def test_a_fault_is_named(
    riverbend: CopiedCourse, file: str, old: str, new: str, code: str, word: str
) -> None:
    riverbend.change(file, old, new)
    found = [fault for fault in riverbend.faults() if fault.code == code]
    assert found, riverbend.faults()
    assert any(word in fault.message for fault in found), found
    assert all(fault.message.endswith((".", "?")) for fault in riverbend.faults())


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "lines_below"),
    [
        ("bank", "misconception: mayor-opens", "misconception: mayor", "unknown_misconception", 0),
        ("bank", "facts: [T1]", "facts: [T9]", "unknown_fact", 0),
        ("bank", "    level: recall\n", "", "missing", -3),
        ("bank", "id: single-2\n", "id: single-1\n", "duplicate_id", 0),
        ("meeting", "{term=moderator}", "{term=chair}", "unknown_term", 0),
        ("meeting", "text: The mayor", "text: All of the above", "banned_phrase", 0),
        ("meeting", ", detail: The moderator opens.}", "}", "missing", 0),
        ("voting", "yes: 60", "yes: many", "not_a_number", 0),
        ("quizzes", "random: 5", "random: 0", "not_a_number", 0),
        ("voting", "| Year | How |", "| | How |", "no_column_heading", 0),
        ("data", "electors: 40", "electors: 41", "wrong_total", 0),
        ("votes", "AL,9,Birch,0,9", "AL,9,Birch,1,9", "too_many_votes", 0),
        ("votes", "AL,9,Birch,0,9", "AL,9,Birch,0", "bad_csv", 0),
        ("notes", "misconception: mayor-opens", "misconception: mayor", "unknown_misconception", 0),
        ("notes", "misconception: mayor-opens", "misconception: [mayor]", "not_text", 0),
        ("notes", "minutes: 15", "minutes: some", "not_a_number", 0),
        ("voting", "date: 2019-12-03", "date: 2020-12-03", "dates_reversed", 1),
        ("voting", "data: invented-votes", "data: invented-vote", "unknown_table", 0),
    ],
)
def test_a_fault_names_its_line(
    riverbend: CopiedCourse, file: str, old: str, new: str, code: str, lines_below: int
) -> None:
    line = riverbend.change(file, old, new)
    found = [fault for fault in riverbend.faults() if fault.code == code]
    assert [fault.line for fault in found] == [line + lines_below]
    assert found[0].file == str(riverbend.path(file))


def test_all_faults_of_all_files_are_told_at_once(riverbend: CopiedCourse) -> None:
    riverbend.change("bank", "facts: [T1]", "facts: [T9]")
    riverbend.change("meeting", "{term=moderator}", "{term=chair}")
    riverbend.change("standards", "- id:", "- [not, yaml")
    codes = {fault.code for fault in riverbend.faults()}
    assert {"unknown_fact", "unknown_term", "bad_yaml"} <= codes


@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("facts", "- id: T1"),
        ("glossary", "- id: minutes"),
        ("misconceptions", "- id:"),
        ("objectives", "- id:"),
        ("meeting", "id: "),
        ("bank", "lesson: "),
    ],
)
def test_what_other_files_name_in_a_file_that_cannot_be_read_is_not_missed(
    riverbend: CopiedCourse, file: str, old: str
) -> None:
    riverbend.change(file, old, f"[not, yaml {old}")
    assert {fault.code for fault in riverbend.faults()} == {"bad_yaml"}


def test_nothing_rests_on_a_fact_without_a_source(riverbend: CopiedCourse) -> None:
    bare = "- {id: T9, text: Perhaps., period: then, unverified: all of it, sources: []}\n"
    riverbend.change("facts", "- id: T1", f"{bare}- id: T1")
    assert riverbend.faults() == ()
    riverbend.change("meeting", 'facts="T1"', 'facts="T9 T1"')
    riverbend.change("bank", "facts: [T1]", "facts: [T9, T1]")
    assert [fault.code for fault in riverbend.faults()] == ["fact_without_source"] * 2


def test_a_section_ends_with_its_one_check(riverbend: CopiedCourse) -> None:
    riverbend.change(
        "meeting", "## Who writes {#who-writes}", "One more word.\n\n## W {#who-writes}"
    )
    assert [fault.code for fault in riverbend.faults()] == ["section_check"]


def test_a_bank_does_not_give_its_keys_away(riverbend: CopiedCourse) -> None:
    for question in ("single-2", "single-3", "practice-1"):
        text = f"The right option of {question}"
        riverbend.change("bank", text, f"{text} said at greater length")
    (fault,) = riverbend.faults()
    assert (fault.code, fault.line) == ("right_option_often_longest", 5)
    assert "3 of 5" in fault.message


def test_a_file_that_would_be_left_out_is_named(riverbend: CopiedCourse) -> None:
    (riverbend.lessons / "meeting-rules" / "lesson.es.md").write_text("---\n---\n")
    (riverbend.banks / "more.yml").write_text("id: more\n")
    (riverbend.banks / "more.yaml").write_text("id: more\n")
    codes = sorted(fault.code for fault in riverbend.faults())
    assert codes == ["unlisted", "unread", "unread"]


def test_notes_in_another_file_are_named(riverbend: CopiedCourse) -> None:
    (riverbend.lessons / "meeting-rules" / "teacher.yml").write_text("pacing: []\n")
    assert [fault.code for fault in riverbend.faults()] == ["unread"]


FORMS = """
- id: form-a
  title: Form A
  summary: Before the unit.
  form_of: unit-test
  parts:
    - {bank: riverbend-bank, questions: [single-1, truth-2]}
- id: form-b
  title: Form B
  summary: After the unit.
  form_of: unit-test
  parts:
    - {bank: riverbend-bank, questions: [multiple-1, single-2]}
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "word"),
    [
        ("multiple-1, single-2", "single-1, single-2", "question_in_two_forms", '"form-a"'),
        ("multiple-1, single-2", "multiple-1, truth-3", "forms_differ", "apply (1) here and at no"),
        ("multiple-1, single-2", "multiple-1", "forms_differ", "equally often at each level"),
        ("questions: [multiple-1, single-2]", "random: 2", "form_at_random", "names its questions"),
        ("single-1, truth-2", "single-1, single-9", "unknown_graded_question", ""),
        ("unit-test", "Unit test", "not_an_id", "lower-case"),
    ],
)
def test_parallel_forms_ask_the_same_with_other_questions(
    riverbend: CopiedCourse, old: str, new: str, code: str, word: str
) -> None:
    quizzes = riverbend.path("quizzes")
    quizzes.write_text(quizzes.read_text() + FORMS.lstrip("\n"))
    assert riverbend.faults() == ()
    riverbend.change("quizzes", old, new)
    found = [fault for fault in riverbend.faults() if fault.code == code]
    assert found, riverbend.faults()
    assert any(word in fault.message for fault in found)


def test_a_form_is_not_harder_than_its_parallel(riverbend: CopiedCourse) -> None:
    quizzes = riverbend.path("quizzes")
    quizzes.write_text(quizzes.read_text() + FORMS.lstrip("\n"))
    riverbend.change("quizzes", "multiple-1, single-2", "multiple-1, single-4")
    (fault,) = riverbend.faults()
    assert fault.code == "forms_differ"
    assert fault.message == (
        '"run-a-meeting" is asked at recall (1), analyse (1) here and at recall (1), '
        'understand (1) in "form-a": parallel forms ask each objective equally often at each level.'
    )


def test_no_question_of_a_quiz_answers_another(riverbend: CopiedCourse) -> None:
    riverbend.change("quizzes", "[single-1, multiple-1", "[single-1, single-4, multiple-1")
    assert riverbend.faults() == ()
    riverbend.change("bank", "The right option of single-4", "the right option of single-1")
    (fault,) = riverbend.faults()
    assert fault.code == "one_answers_another"
    assert '"single-4" and "single-1" rest on the same sentence' in fault.message
    assert f"{fault.file}:{fault.line}" == riverbend.place(
        "quizzes", "  parts:\n    - bank: riverbend-bank\n      questions: [single-1"
    )


def test_a_folder_without_a_course_says_so(riverbend: CopiedCourse) -> None:
    riverbend.path("course").unlink()
    (fault,) = riverbend.faults()
    assert fault.code == "no_file"


@pytest.mark.parametrize(
    "name",
    ["course", "bank", "quizzes", "meeting", "facts", "objectives", "data", "votes", "notes"],
)
@pytest.mark.parametrize(
    "text",
    ["", "5", "[]", "{}", "[1, [2], {a: b}]", "questions: [1]", "\x00", "---\n[]\n---\n## A {#a}"],
)
def test_junk_in_any_file_is_refused_in_words(
    riverbend: CopiedCourse, name: str, text: str
) -> None:
    riverbend.path(name).write_text(text)
    for fault in riverbend.faults():
        assert fault.line >= 1
        assert fault.message
    if name != "quizzes":
        assert riverbend.faults()
