"""Publishing: the first time everything, the second time nothing, then only what changed."""

import contextlib
import shutil
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from content.courses import banks_folder, course_folders, load_course
from content.rows import Change
from content.sync import publish_course
from domain.content_files import BadContent
from models.content import Bank, Lesson, LessonVersion, Question, QuestionVersion
from models.quizzes import Quiz, QuizPart
from models.reference import Course, Fact, GlossaryTerm, Misconception, Objective
from models.session import db, unit_of_work
from tests.cast import MORNING
from tests.content.conftest import CopiedCourse
from tests.meeting import Meeting
from tests.statements import counted_statements

LATER = MORNING + timedelta(days=1)

pytestmark = pytest.mark.usefixtures("app")


def sync(course: CopiedCourse) -> list[tuple[str, str, str]]:
    with unit_of_work():
        report = publish_course(load_course(course.lessons, course.banks), LATER)
    return [(change.noun, change.id, change.what) for change in report.changes]


def verbs(statements: list[str]) -> set[str]:
    return {statement.split()[0].upper() for statement in statements}


def question(own: str) -> Question:
    row = db.session.get(Question, own)
    assert row is not None
    return row


def version(own: str) -> QuestionVersion:
    row = db.session.get(QuestionVersion, question(own).current_version_id)
    assert row is not None
    return row


def test_the_course_is_there() -> None:
    course = db.session.get(Course, "riverbend")
    assert course is not None
    assert course.language == "en"
    lesson = db.session.get(Lesson, "meeting-rules")
    assert lesson is not None
    text = db.session.get(LessonVersion, lesson.current_version_id)
    assert text is not None
    assert (text.number, text.language, text.minutes) == (1, "en", 5)
    assert [section["id"] for section in text.body["sections"]] == ["who-opens", "who-writes"]
    assert question("check-who-opens").use == "check"
    assert question("check-who-opens").lesson_id == "meeting-rules"
    assert question("check-who-opens").bank_id is None
    assert question("single-1").bank_id == "riverbend-bank"
    assert question("practice-1").use == "practice"
    assert version("single-1").change == "first"
    assert version("single-3").law_from == "2020-01-01"
    assert version("single-1").stem_html == "Which option of single-1 is right?"
    repair = db.session.get(Misconception, "mayor-opens")
    assert repair is not None
    assert (repair.repair_lesson_id, repair.repair_section_id) == ("meeting-rules", "who-opens")


def test_prepared_quizzes_have_their_parts() -> None:
    quiz = db.session.scalars(select(Quiz).where(Quiz.prepared_id == "riverbend-mixed")).one()
    assert (quiz.school_id, quiz.owner_id, quiz.lesson_id) == (None, None, "voting-rules")
    parts = db.session.scalars(
        select(QuizPart).where(QuizPart.quiz_id == quiz.id).order_by(QuizPart.position)
    ).all()
    assert [(part.question_ids, part.random_count) for part in parts] == (
        [(["single-3", "truth-3"], 0), ([], 3)]
    )


def test_a_second_time_writes_nothing(riverbend: CopiedCourse) -> None:
    with counted_statements() as seen:
        assert sync(riverbend) == []
    assert verbs(seen) <= {"SELECT", "BEGIN", "COMMIT"}
    assert len(seen) < 30


def test_another_layout_of_the_same_words_is_no_change(riverbend: CopiedCourse) -> None:
    riverbend.change("bank", "title: Riverbend questions", 'title: "Riverbend questions"  # same')
    riverbend.change(
        "meeting", "who writes it down.\nminutes: 5", "who writes it down.\nminutes:  5"
    )
    assert sync(riverbend) == []


def test_a_changed_question_is_a_new_version_of_the_same(riverbend: CopiedCourse) -> None:
    before = version("single-1").id
    riverbend.change("bank", "Which option of single-1 is right?", "Which one is right?")
    riverbend.change("bank", "    level: recall\n", "    level: recall\n    change: wording\n")
    assert sync(riverbend) == [("question", "single-1", "new version (wording)")]
    after = version("single-1")
    assert (after.number, after.change, after.published_at) == (2, "wording", LATER)
    assert after.stem_text == "Which one is right?"
    kept = db.session.get(QuestionVersion, before)
    assert kept is not None
    assert kept.stem_text == "Which option of single-1 is right?"
    assert sync(riverbend) == []


def test_an_edit_that_says_nothing_is_a_change_of_meaning(riverbend: CopiedCourse) -> None:
    riverbend.change("bank", "The explanation of single-1.", "Another explanation.")
    assert sync(riverbend) == [("question", "single-1", "new version (meaning)")]


def test_a_changed_key_is_called_so_whatever_the_file_says(riverbend: CopiedCourse) -> None:
    riverbend.change("bank", "    answer: true\n", "    answer: false\n    change: wording\n")
    assert sync(riverbend) == [("question", "truth-1", "new version (key)")]
    assert version("truth-1").change == "key"


def test_a_question_moves_without_a_new_version(riverbend: CopiedCourse) -> None:
    riverbend.change("bank", "    level: analyse\n", "    level: analyse\n    use: practice\n")
    before = version("single-4").id
    assert sync(riverbend) == [("question", "single-4", "changed")]
    assert version("single-4").id == before
    assert question("single-4").use == "practice"


def test_a_changed_lesson_is_a_new_version(riverbend: CopiedCourse) -> None:
    riverbend.change("meeting", "sits with everybody else.\n\n", "sits among the others.\n\n")
    assert sync(riverbend) == [("lesson", "meeting-rules", "new version")]
    numbers = select(LessonVersion.number).where(LessonVersion.lesson_id == "meeting-rules")
    assert sorted(db.session.scalars(numbers)) == [1, 2]


def test_a_corrected_source_reaches_the_notes_of_the_lesson(riverbend: CopiedCourse) -> None:
    riverbend.change("sources", "Minutes of Riverbend", "Record of Riverbend")
    assert sync(riverbend) == (
        [
            ("source", "riverbend-minutes", "changed"),
            ("lesson", "meeting-rules", "new version"),
            ("lesson", "voting-rules", "new version"),
        ]
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("meeting", "The town argues loudly", "The town argues quietly"),
        ("meeting", "Why might a town", "For which reasons might a town"),
        ("notes", "minutes: 15", "minutes: 20"),
        ("notes", "extension: Write", "extension: Write down"),
    ],
)
def test_what_stands_beside_the_text_makes_a_new_version_too(
    riverbend: CopiedCourse, file: str, old: str, new: str
) -> None:
    riverbend.change(file, old, new)
    assert sync(riverbend) == [("lesson", "meeting-rules", "new version")]
    assert sync(riverbend) == []


def test_two_who_publish_at_once_publish_it_once(app: Flask, riverbend: CopiedCourse) -> None:
    riverbend.change("meeting", "title: The rules", "title: All rules")
    course = riverbend.load()

    failed = Meeting(app).of(
        lambda: publish_course(course, LATER), lambda: publish_course(course, LATER)
    )

    assert failed == [None, None]
    texts = select(func.count()).where(LessonVersion.lesson_id == "meeting-rules")
    assert db.session.scalar(texts) == 2


def test_a_corrected_table_reaches_the_figures(riverbend: CopiedCourse) -> None:
    riverbend.change("votes", "ME,4,Ash,3,1", "ME,4,Ash,2,2")
    riverbend.change("data", "democratic: 24, republican: 16", "democratic: 23, republican: 17")
    assert sync(riverbend) == [("lesson", "voting-rules", "new version")]


def test_a_repair_in_class_stands_with_its_misconception(riverbend: CopiedCourse) -> None:
    riverbend.change("notes", "Show the first rule", "Show the second rule")
    assert ("misconception", "mayor-opens", "changed") in sync(riverbend)
    said = select(Misconception.notes_lesson_id, Misconception.repair_in_class).where(
        Misconception.id == "mayor-opens"
    )
    lesson_id, repair = db.session.execute(said).one()
    assert lesson_id == "meeting-rules"
    assert repair.startswith("Show the second rule")
    riverbend.path("notes").unlink()
    sync(riverbend)
    assert db.session.execute(said).one() == (None, None)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("notes", "misconception: mayor-opens", "misconception: mayor"),
        ("notes", "pacing:", "pacing"),
        ("votes", "AL,9,Birch,0,9", "AL,9,Birch,0"),
        ("data", "electors: 40", "electors: 41"),
        ("voting", "data: invented-votes", "data: other-votes"),
        ("course", "language: en", "language: en\ncomplete: true"),
    ],
)
def test_a_fault_beside_a_lesson_leaves_the_previous_version(
    riverbend: CopiedCourse, file: str, old: str, new: str
) -> None:
    riverbend.change("meeting", "sits with everybody else.\n\n", "sits among the others.\n\n")
    riverbend.change(file, old, new)
    with counted_statements() as seen, pytest.raises(BadContent):
        sync(riverbend)
    assert not verbs(seen) & {"INSERT", "UPDATE", "DELETE"}
    numbers = select(LessonVersion.number).where(LessonVersion.lesson_id == "meeting-rules")
    assert list(db.session.scalars(numbers)) == [1]


def test_what_vanishes_is_archived_and_comes_back(riverbend: CopiedCourse) -> None:
    path = riverbend.path("bank")
    whole = path.read_text()
    start, end = whole.index("  - id: single-4"), whole.index("  - id: multiple-1")
    path.write_text(whole[:start] + whole[end:])
    assert ("question", "single-4", "archived") in sync(riverbend)
    assert question("single-4").archived_at == LATER
    assert sync(riverbend) == []

    path.write_text(whole)
    assert ("question", "single-4", "restored") in sync(riverbend)
    assert question("single-4").archived_at is None
    assert version("single-4").number == 1


def test_a_quiz_can_vanish(riverbend: CopiedCourse) -> None:
    riverbend.change("quizzes", "riverbend-fixed", "riverbend-other")
    changes = sync(riverbend)
    assert ("quiz", "riverbend-other", "added") in changes
    assert ("quiz", "riverbend-fixed", "archived") in changes
    assert sync(riverbend) == []


def test_a_changed_quiz_keeps_its_id_and_changes_its_parts(riverbend: CopiedCourse) -> None:
    quizzes = select(Quiz).where(Quiz.prepared_id == "riverbend-quiz")
    before = db.session.scalars(quizzes).one().id
    riverbend.change("quizzes", "random: 5", "random: 4")
    assert sync(riverbend) == [("quiz", "riverbend-quiz", "changed")]
    assert db.session.scalars(quizzes).one().id == before
    parts = db.session.scalars(select(QuizPart).where(QuizPart.quiz_id == before)).all()
    assert [part.random_count for part in parts] == [4]


def test_a_term_that_vanished_is_gone_and_a_fact_is_kept(riverbend: CopiedCourse) -> None:
    riverbend.change("glossary", "- id: minutes", "- id: record")
    riverbend.change("meeting", "{term=minutes}", "{term=record}")
    sync(riverbend)
    assert set(db.session.scalars(select(GlossaryTerm.id))) == {"moderator", "record"}
    riverbend.change("facts", "- id: T4", "- id: T5")
    for file in ("misconceptions", "voting", "bank"):
        path = riverbend.path(file)
        path.write_text(path.read_text().replace("T4", "T5"))
    sync(riverbend)
    assert set(db.session.scalars(select(Fact.id))) == {"T1", "T2", "T3", "T4", "T5"}


def test_a_course_with_a_fault_changes_nothing(riverbend: CopiedCourse) -> None:
    riverbend.change("bank", "Which option of single-1 is right?", "Which one is right?")
    riverbend.change("quizzes", "random: 5", "random: 500")
    with counted_statements() as seen, pytest.raises(BadContent):
        sync(riverbend)
    assert not verbs(seen) & {"INSERT", "UPDATE", "DELETE"}
    assert version("single-1").number == 1


def test_two_courses_cannot_own_the_same_id(riverbend: CopiedCourse) -> None:
    riverbend.change("course", "id: riverbend\n", "id: lakeside\n")
    with pytest.raises(BadContent) as caught:
        sync(riverbend)
    assert 'The course "riverbend" has' in caught.value.faults[0].message
    db.session.rollback()
    assert db.session.get(Course, "lakeside") is None


def test_a_whole_course_is_loaded_quickly_and_leaves_the_other_alone() -> None:
    (folder, *_) = course_folders()
    started = time.process_time()
    with counted_statements() as seen, unit_of_work():
        report = publish_course(load_course(folder, banks_folder(folder)), LATER)
    assert time.process_time() - started < 3
    assert len(seen) < 80
    assert Change("lesson", "objections", "added") in report.changes
    with counted_statements() as again, unit_of_work():
        assert publish_course(load_course(folder, banks_folder(folder)), LATER).changes == ()
    assert verbs(again) <= {"SELECT", "BEGIN", "COMMIT"}
    assert len(again) < 30, "the number of statements does not grow with the course"
    banks = db.session.scalars(select(Bank).where(Bank.archived_at.is_(None))).all()
    assert {bank.course_id for bank in banks} == {"riverbend", "counting-the-vote"}
    assert db.session.scalar(select(func.count()).select_from(Objective)) == 45


def test_nothing_is_kept_when_the_unit_of_work_fails(riverbend: CopiedCourse) -> None:
    riverbend.change("bank", "Which option of single-1 is right?", "Which one is right?")
    with contextlib.suppress(ZeroDivisionError), unit_of_work():
        publish_course(load_course(riverbend.lessons, riverbend.banks), LATER)
        raise ZeroDivisionError
    assert version("single-1").number == 1


def test_stored_times_are_those_given() -> None:
    assert version("single-1").published_at == MORNING


def test_a_lesson_and_its_bank_can_vanish(riverbend: CopiedCourse) -> None:
    """The bank goes; the lesson that is left keeps its own questions."""
    shutil.rmtree(riverbend.lessons / "voting-rules")
    riverbend.change("course", "  - voting-rules\n", "")
    bank = riverbend.path("bank")
    bank.write_text(
        "id: small-bank\ntitle: Small\nlesson: meeting-rules\nquestions:\n"
        + bank.read_text().split("questions:\n")[1].split("  - id: single-2")[0]
    )
    riverbend.path("quizzes").write_text("[]\n")
    riverbend.path("misconceptions").write_text(
        riverbend.path("misconceptions").read_text().split("- id: hands-still-count")[0]
    )
    riverbend.change("objectives", "lesson: voting-rules", "lesson: meeting-rules")
    riverbend.change("meeting", "(voting-rules#how-votes-are-counted)", "(#who-opens)")
    changes = sync(riverbend)
    for noun, own in (
        ("lesson", "voting-rules"),
        ("bank", "riverbend-bank"),
        ("question", "check-how-counted"),
        ("quiz", "riverbend-quiz"),
    ):
        assert (noun, own, "archived") in changes
    assert ("question", "single-1", "changed") in changes, "it moved to the other bank"
    assert db.session.get(Misconception, "hands-still-count") is not None
    assert sync(riverbend) == []
