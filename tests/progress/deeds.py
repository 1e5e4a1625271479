"""What people do to results, by chance and through the real actions: for walks and for races."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from accounts.actions.accommodations import set_accommodation
from accounts.actions.merging import merge_students
from accounts.actions.people import enrol
from accounts.actions.roster import put_back, remove_student
from classes import actions as teaching
from domain.access import MULTIPLIERS, Accommodation, LatePolicy
from domain.errors import NotFound, NotSignedIn, Refusal
from lessons.actions import answer_check, mark_section_read
from models.assignments import Assignment
from models.attempts import Attempt, ItemResult, Response
from models.content import Lesson, LessonVersion, Question, QuestionVersion
from models.session import db, unit_of_work
from progress.rebuild import rebuild
from quizzes import actions as taking
from quizzes.queries.late_answers import waiting_answers
from quizzes.queries.marking import mark_answer_page
from quizzes.sweeping import close_overdue
from tests import factories
from tests.classes.classroom import LESSON, Classroom
from tests.progress.chance import STUDENTS, Chance, right_answer
from tests.progress.world import stored

OFTEN = (
    {"take": 6, "start": 4, "save": 6, "submit": 5, "sweep": 2, "read": 3, "practise": 2}
    | {"assign": 1.5, "change_rules": 4, "own_dates": 3, "group_dates": 2, "give_attempt": 2}
    | {"reopen": 4, "accommodate": 5, "decide_late": 4, "mark": 6, "rescore": 4}
    | {"withdraw": 0.3, "give_again": 0.5, "join": 2, "leave": 1, "come_back": 1.5, "merge": 0.7}
)
"""Every deed, and how often it is chosen."""

_RIGHT = {
    "single-1": [{"right"}, {"wrong-1"}, {"wrong-2"}],
    "multiple-1": [{"right-1", "right-2"}, {"right-1"}, {"right-1", "wrong-1"}],
}
"""What comes to be the right answer where a question is corrected."""


def begin(room: Classroom) -> None:
    """Three assignments: lateness costs something in one, a person marks in one, one is to read."""
    room.give(days=1, attempts_allowed=None, late_policy=LatePolicy.TAKE_OFF, late_percent=20)
    room.give(quiz_id=room.quiz("riverbend-every-kind"), attempts_allowed=2)
    room.give(quiz=False)


def differing() -> dict[str, Any]:
    """What a rebuild makes otherwise than it is stored, by table: rows before, and after."""
    db.session.rollback()
    db.session.expunge_all()
    before = stored()
    rebuild()
    after = stored()
    db.session.rollback()
    return {
        table: (
            [row for row in rows if row not in after[table]],
            [row for row in after[table] if row not in rows],
        )
        for table, rows in before.items()
        if rows != after[table]
    }


class Deeds(Chance):
    """One deed after another, each in a unit of work of its own."""

    def do(self, name: str) -> bool:
        """Do it; returns whether it was possible."""
        with suppress(NotFound, NotSignedIn, Refusal):
            getattr(self, name)()
            return True
        db.session.rollback()
        return False

    def any(self, often: Mapping[str, float] = OFTEN) -> str:
        return self.random.choices(list(often), list(often.values()))[0]

    # What students do

    def start(self) -> UUID:
        assignment = self._assignment()
        with unit_of_work():
            return taking.start_attempt(self._somebody(), assignment.id, self.room.now, self.random)

    def take(self) -> None:
        """Start, answer and hand in."""
        attempt_id = self.start()
        attempt = self._attempt(id=attempt_id)
        self._save(attempt)
        self._submit(attempt)

    def save(self) -> None:
        """Also what cannot be answered any more: it comes late."""
        state = "open" if self.random.random() < 0.8 else "submitted"
        self._save(self._attempt(state=state))

    def _save(self, attempt: Any) -> None:
        logged = select(func.count(Response.id)).where(Response.attempt_id == attempt.id)
        base, first = self.random.randint(0, 2), db.session.scalar(logged) + 1
        edits = [
            taking.Edit(position, answer, base, sequence, self.room.now)
            for sequence, (position, answer) in enumerate(self._answers(attempt.id), start=first)
        ]
        with unit_of_work():
            client = self.random.choice(["the-phone", "the-laptop"])
            actor = self._actor(attempt.person_id)
            taking.save_edits(actor, attempt.id, client, edits, self.room.now)

    def submit(self) -> None:
        self._submit(self._attempt(state="open"))

    def _submit(self, attempt: Any) -> None:
        with unit_of_work():
            taking.submit(self._actor(attempt.person_id), attempt.id, self.room.now)

    def sweep(self) -> None:
        close_overdue(self.room.now)

    def practise(self) -> None:
        attempt = self._attempt(state="submitted", purpose="graded")
        with unit_of_work():
            taking.start_practice(
                self._actor(attempt.person_id), attempt.id, self.room.now, self.random
            )

    def read(self) -> None:
        """Read a section of the lesson and answer what it asks."""
        actor = self._somebody()
        body = db.session.scalar(
            select(LessonVersion.body)
            .join(Lesson, Lesson.current_version_id == LessonVersion.id)
            .where(Lesson.id == LESSON)
        )
        section = self.random.choice(body["sections"])
        with unit_of_work():
            mark_section_read(actor, LESSON, section["id"], self.room.now)
        for block in section["blocks"]:
            if block["type"] == "check":
                asked = block["question_id"]
                version_id = db.session.get_one(Question, asked).current_version_id
                right = right_answer(db.session.get_one(QuestionVersion, version_id))
                with unit_of_work():
                    answer_check(actor, LESSON, asked, version_id, right, self.room.now)

    # What teachers do with an assignment

    def assign(self) -> None:
        to, by = self._class()
        activity = self.random.choice(
            [{"lesson_id": LESSON}, {"quiz_id": self.room.quiz()}, {"quiz_id": self.room.quiz()}]
        )
        with unit_of_work():
            now = self.room.now
            teaching.assign(by, [to], opens_at=now, now=now, **activity, **self._rules())

    def change_rules(self) -> None:
        assignment = self._assignment()
        opens_at = self.room.now - timedelta(days=2)
        with unit_of_work():
            teaching.change_assignment(
                self._teacher(assignment),
                assignment.id,
                opens_at=opens_at,
                now=self.room.now,
                **self._rules(),
            )

    def withdraw(self) -> None:
        assignment = self._assignment()
        with unit_of_work():
            teaching.withdraw(self._teacher(assignment), assignment.id, self.room.now)

    def give_again(self) -> None:
        assignment = self._assignment()
        with unit_of_work():
            teaching.give_again(self._teacher(assignment), assignment.id, self.room.now)

    def own_dates(self) -> None:
        assignment = self._assignment()
        with unit_of_work():
            teaching.change_dates_for_student(
                self._teacher(assignment),
                assignment.id,
                self._somebody().person_id,
                now=self.room.now,
                **self._times(),
            )

    def group_dates(self) -> None:
        assignment = self._assignment()
        people = {self._somebody().person_id for _ in range(2)}
        with unit_of_work():
            teaching.change_dates_for_group(
                self._teacher(assignment), assignment.id, people, now=self.room.now, **self._times()
            )

    def give_attempt(self) -> None:
        assignment = self._assignment()
        with unit_of_work():
            teaching.give_extra_attempt(
                self._teacher(assignment),
                assignment.id,
                self._somebody().person_id,
                self.room.now,
            )

    # What teachers do with what was handed in

    def reopen(self) -> None:
        attempt = self._attempt(state="submitted", purpose="graded")
        with unit_of_work():
            teaching.reopen_attempt(self._marker(attempt), attempt.id, self.room.now)

    def decide_late(self) -> None:
        """Decide about the first late answers that wait, or some of them."""
        for attempt in self._attempts(purpose="graded"):
            waiting = waiting_answers(attempt.assignment_id, attempt.person_id)
            if waiting:
                chosen = {each.response_id for each in waiting if self.random.random() < 0.7}
                with unit_of_work():
                    taking.decide_late_answers(
                        self._marker(attempt),
                        attempt.assignment_id,
                        attempt.person_id,
                        chosen,
                        accept=self.random.random() < 0.8,
                        reason="The bus was late.",
                        now=self.room.now,
                    )
                return
        raise NotFound

    def mark(self) -> None:
        """Mark an answer that awaits a person, and those that say the same."""
        waiting = db.session.execute(
            select(ItemResult.attempt_id, ItemResult.position, Attempt.assignment_id)
            .join(Attempt, Attempt.id == ItemResult.attempt_id)
            .where(ItemResult.awaits_person, Attempt.purpose == "graded")
            .order_by(ItemResult.attempt_id, ItemResult.position)
        ).all()
        row = self._one(waiting)
        marker = self._marker(row)
        answer = mark_answer_page(marker, row.attempt_id, row.position).answer
        levels = {each.id: self.random.choice(each.levels).id for each in answer.decisions}
        with unit_of_work():
            taking.mark_answer(
                marker,
                row.attempt_id,
                row.position,
                levels=levels,
                comment="",
                revision=answer.revision,
                marking=answer.marking,
                now=self.room.now,
            )

    def rescore(self) -> None:
        """Correct a question, and judge by it in some of Mr. Rivera's assignments."""
        question_id = self.random.choice(list(_RIGHT))
        right = sorted(self.random.choice(_RIGHT[question_id]))
        with unit_of_work():
            db.session.get(Question, question_id, with_for_update=True)  # one text after another
            version_id = factories.new_version(question_id, self.room.now, factories.key_is(*right))
        civics = self._assignments(Assignment.class_id == self.room.cast.civics)
        chosen = [each.id for each in civics if self.random.random() < 0.7]
        never_lower = self.random.random() < 0.6
        correction = teaching.Correction(question_id, version_id, never_lower, "It was wrong.")
        with unit_of_work():
            teaching.rescore(self.room.cast.actor("rivera"), chosen, correction, self.room.now)

    # What is done with students

    def accommodate(self) -> None:
        multiplier = self.random.choice(MULTIPLIERS)
        extra = self.random.randint(0, 2), self.random.randint(0, 3)
        class_id, teacher = self._class()
        with unit_of_work():
            set_accommodation(
                teacher,
                class_id,
                self._somebody().person_id,
                Accommodation(multiplier, *extra),
                self.room.now,
            )

    def join(self) -> None:
        class_id, _ = self._class()
        with unit_of_work():
            person_id = self._somebody().person_id
            enrol(class_id, self.room.cast.northfield, person_id, self.room.now)

    def leave(self) -> None:
        class_id, teacher = self._class()
        with unit_of_work():
            remove_student(teacher, class_id, self._somebody().person_id, self.room.now)

    def come_back(self) -> None:
        class_id, teacher = self._class()
        with unit_of_work():
            put_back(teacher, class_id, self._somebody().person_id, self.room.now)

    def merge(self) -> None:
        kept, gone = self.random.sample(STUDENTS, 2)
        class_id, teacher = self._class()
        with unit_of_work():
            merge_students(
                teacher,
                class_id,
                self.room.cast.actor(kept).person_id,
                self.room.cast.actor(gone).person_id,
                self.room.now,
            )
