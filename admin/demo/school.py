"""Builds the demo school through the features' own actions, three weeks back from now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from accounts.actions import create_person, enrol
from accounts.actions.sessions import open_session
from accounts.passwords import hash_password
from admin.demo import invented, work
from admin.demo.mistake import challenge_mistake, make_mistake
from admin.demo.pupils import Pupil
from classes.actions import create_class
from domain.clock_times import to_local, to_utc
from domain.names import suggest_sign_in_name
from domain.people import Actor, Role
from models.base import new_id
from models.classes import SchoolClass
from models.installation import Installation, InstallationKind
from models.people import School
from models.session import db
from progress.projecting import project_assignments, project_items, project_people

SEED: Final = 20210106
BEGAN: Final = timedelta(days=21)
VP_LESSON: Final = "vice-presidents-role"
OBJECTIONS_LESSON: Final = "objections"


@dataclass(frozen=True)
class Member:
    """A student of the demo school and how they answer."""

    actor: Actor
    pupil: Pupil


class _Founding:
    """What is needed to make people: one password for all, and the names that are taken."""

    def __init__(self, now: datetime) -> None:
        self.random = Random(SEED)  # noqa: S311 - a demo that comes out alike each time
        self.now = now
        self.today = to_local(now, invented.TIME_ZONE).date()
        self.began = self.morning(-BEGAN.days)
        self.taken: set[str] = set()
        # Nobody needs it: the demo signs in with one click, students join or use a card.
        self.password_hash = hash_password(str(new_id()))
        self.school_id = new_id()

    def morning(self, day: int) -> datetime:
        """When school begins, that many days from today."""
        return self._at(day, time(8, 0))

    def end_of_day(self, day: int) -> datetime:
        """The last minute of a day: when work is due."""
        return self._at(day, time(23, 59))

    def school_time(self, day: int) -> datetime:
        """Some minute of a school day."""
        return self._at(day, time(9 + self.random.randrange(6), self.random.randrange(60)))

    def _at(self, day: int, at: time) -> datetime:
        local = datetime.combine(self.today + timedelta(days=day), at)
        return to_utc(local, invented.TIME_ZONE)

    def person(self, name: str, *roles: Role, sign_in_name: str | None = None) -> Actor:
        chosen = sign_in_name or suggest_sign_in_name(name, self.taken)
        self.taken.add(chosen)
        person_id = create_person(
            self.school_id,
            name,
            roles,
            self.began,
            sign_in_name=chosen,
            password_hash=self.password_hash,
        )
        return self.actor(person_id, name, *roles)

    def actor(self, person_id: UUID, name: str, *roles: Role) -> Actor:
        return Actor(
            person_id=person_id,
            school_id=self.school_id,
            roles=frozenset(roles),
            display_name=name,
            school_name=invented.SCHOOL_NAME,
            time_zone=invented.TIME_ZONE,
        )


def build_demo_school(now: datetime) -> None:
    """Fill an empty database, inside the caller's unit of work; the course must be published."""
    founding = _Founding(now)
    db.session.add(Installation(id=1, kind=InstallationKind.DEMO.value, created_at=now))
    db.session.add(
        School(
            id=founding.school_id,
            name=invented.SCHOOL_NAME,
            time_zone=invented.TIME_ZONE,
            created_at=founding.began,
        )
    )
    db.session.flush()
    founding.person(invented.ADMINISTRATOR, Role.ADMINISTRATOR)
    teachers = [founding.person(name, Role.TEACHER) for name in invented.TEACHERS]
    instead = make_mistake(founding.began, founding.morning(-2))
    names = invented.student_names(founding.random, sum(each.size for each in invented.CLASSES))
    for number, group in enumerate(invented.CLASSES):
        teacher = teachers[group.teacher]
        class_id = create_class(teacher, group.name, founding.began)
        own_names, names = names[: group.size], names[group.size :]
        members = _students(founding, class_id, own_names)
        if number == 0:
            _set_code(class_id)
            members += _students(founding, class_id, [invented.STUDENT])
            _card_student(founding, class_id)
        if group.has_work:
            _work_of_class(founding, teacher, class_id, members, instead, how_far=number)


def _students(founding: _Founding, class_id: UUID, names: Sequence[str]) -> list[Member]:
    members = []
    for name in names:
        actor = founding.person(name, Role.STUDENT)
        enrol(class_id, founding.school_id, actor.person_id, founding.began)
        open_session(actor.person_id, founding.school_id, founding.began)
        members.append(Member(actor, Pupil.invent(founding.random)))
    return members


def _set_code(class_id: UUID) -> None:
    db.session.get_one(SchoolClass, class_id).join_code = invented.CLASS_CODE


def _card_student(founding: _Founding, class_id: UUID) -> None:
    """Somebody who has a login card and has not come in yet."""
    person_id = create_person(
        founding.school_id,
        invented.CARD_STUDENT,
        [Role.STUDENT],
        founding.began,
        sign_in_name=invented.CARD_SIGN_IN_NAME,
        password_hash=hash_password(invented.CARD_PASSPHRASE),
        one_time=True,
    )
    enrol(class_id, founding.school_id, person_id, founding.began)


def _work_of_class(
    founding: _Founding,
    teacher: Actor,
    class_id: UUID,
    members: Sequence[Member],
    instead: Mapping[UUID, UUID],
    how_far: int,
) -> None:
    """Two lessons and three quizzes; each later class is a little further behind."""
    random = founding.random
    late = 2 * how_far

    def quiz(name: str, opens: int, due: int, attempts: int) -> work.Given:
        dates = founding.morning(opens), founding.end_of_day(due)
        return work.assign_quiz(teacher, class_id, name, *dates, attempts_allowed=attempts)

    def lesson(name: str, opens: int, due: int) -> work.Given:
        dates = founding.morning(opens), founding.end_of_day(due)
        return work.assign_lesson(teacher, class_id, name, *dates)

    vp_lesson = lesson(VP_LESSON, -20, -14 + late)
    vp_ticket = quiz("vp-exit-ticket", -20, -12 + late, attempts=1)
    vp_quiz = quiz("vp-quiz", -13, -6 + late, attempts=2)
    objections = lesson(OBJECTIONS_LESSON, -5, 1)
    quiz("objections-quiz", -1, 4, attempts=1)
    attempts = []
    for member in members:
        student, pupil = member.actor, member.pupil
        is_demo_student = student.display_name == invented.STUDENT
        diligent = is_demo_student or random.random() < 0.9 - 0.1 * how_far
        began = -19 + random.randrange(5)
        came = when = founding.school_time(began)
        work.read_lesson(student, pupil, vp_lesson, when, random, share=1.0 if diligent else 0.5)
        if diligent:
            next_day = founding.school_time(began + 1)
            came = later = founding.school_time(-11 + random.randrange(7))
            attempts += [
                work.take_quiz(student, pupil, vp_ticket, next_day, random, instead),
                work.take_quiz(student, pupil, vp_quiz, later, random, instead),
            ]
        share = 0.5 if is_demo_student else random.choice([0, 0.3, 0.6, 1.0, 1.0])
        if share and how_far < 2:
            came = when = founding.school_time(-1 - random.randrange(3))
            work.read_lesson(student, pupil, objections, when, random, share=share)
        open_session(student.person_id, founding.school_id, came)
    db.session.flush()
    project_items(attempts)
    project_assignments(
        [each.assignment_id for each in (vp_lesson, vp_ticket, vp_quiz, objections)]
    )
    project_people([member.actor.person_id for member in members])
    students = [each.actor for each in members if each.actor.display_name != invented.STUDENT]
    challenge_mistake(students, vp_quiz.assignment_id, founding.school_time(-3))
