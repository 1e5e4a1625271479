"""Who may do what to whose things: every URL rule, asked for real by everybody.

The table says what each visitor finds behind each address when it leads to things of a sphere:

    nobody    is not signed in
    student   Maya to her own things (own), Jonas of the same class to hers (mate), Leo of another
              class of the school to hers (sch), Maya to those of another school (else)
    teacher   Mr. Rivera to things of his class (own), of Ms. Chen's (sch), of another school
    admin     Ms. Okafor to things of her school (sch), and of another

    ok   the page, a form error or another answer to what was sent: the door is open
    in   "sign in first"
    403  the role has no part in this
    404  there is no such thing, as far as this person can tell

A name after a slash asks the same rule for another thing: see `LEADS_TO`. "mixed" puts things of
two spheres into one request.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.house_rules.world import Sphere, Visitor, World

#                                          nobody | student            | teacher       | admin
#                                                 | own  mate sch  else| own  sch  else| sch else
MATRIX = """
accounts.front                      GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.help_page                  GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.sign_in                    GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.sign_in                    POST   ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.sign_out                   POST   ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.join_code                  GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.join_code                  POST   ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.join                       GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.join                       POST   ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.session_state              GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.settings                   GET    in       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.settings                   POST   in       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.change_password            GET    in       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.change_password            POST   in       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.choose_password            GET    in       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.choose_password            POST   in       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.sign_out_everywhere        POST   in       ok   ok   ok   ok    ok   ok   ok    ok  ok
accounts.roster                     GET    in       403  403  403  403   ok   404  404   ok  404
accounts.add_students               GET    in       403  403  403  403   ok   404  404   ok  404
accounts.add_students               POST   in       403  403  403  403   ok   404  404   ok  404
accounts.make_accounts              POST   in       403  403  403  403   ok   404  404   ok  404
accounts.cards                      POST   in       403  403  403  403   ok   404  404   ok  404
accounts.cards/one                  POST   in       403  403  403  403   ok   404  404   ok  404
accounts.cards/mixed                POST   in       403  403  403  403   404  404  404   404 404
accounts.make_accounts/mixed        POST   in       403  403  403  403   404  404  404   404 404
accounts.card_sheet                 GET    in       403  403  403  403   ok   404  404   404 404
accounts.ask_renew_code             GET    in       403  403  403  403   ok   404  404   ok  404
accounts.renew_code                 POST   in       403  403  403  403   ok   404  404   ok  404
accounts.lock_code                  POST   in       403  403  403  403   ok   404  404   ok  404
accounts.student                    GET    in       403  403  403  403   ok   404  404   ok  404
accounts.student                    POST   in       403  403  403  403   ok   404  404   ok  404
accounts.student/mixed              GET    in       403  403  403  403   404  404  404   404 404
accounts.student/mixed              POST   in       403  403  403  403   404  404  404   404 404
accounts.accommodation              GET    in       403  403  403  403   ok   404  404   ok  404
accounts.accommodation              POST   in       403  403  403  403   ok   404  404   ok  404
accounts.accommodation/mixed        GET    in       403  403  403  403   404  404  404   404 404
accounts.accommodation/mixed        POST   in       403  403  403  403   404  404  404   404 404
accounts.user_name                  GET    in       403  403  403  403   ok   404  404   ok  404
accounts.user_name                  POST   in       403  403  403  403   ok   404  404   ok  404
accounts.user_name/mixed            POST   in       403  403  403  403   404  404  404   404 404
accounts.clear_delay                POST   in       403  403  403  403   ok   404  404   ok  404
accounts.ask_new_card               GET    in       403  403  403  403   ok   404  404   ok  404
accounts.ask_remove_student         GET    in       403  403  403  403   ok   404  404   ok  404
accounts.remove_student             POST   in       403  403  403  403   ok   404  404   ok  404
accounts.put_back                   POST   in       403  403  403  403   ok   404  404   ok  404
accounts.put_back/mixed             POST   in       403  403  403  403   404  404  404   404 404
accounts.merge                      GET    in       403  403  403  403   ok   404  404   ok  404
accounts.merge                      POST   in       403  403  403  403   ok   404  404   ok  404
accounts.merge/mixed                GET    in       403  403  403  403   404  404  404   ok  404
accounts.merge/mixed                POST   in       403  403  403  403   404  404  404   ok  404
progress.home                       GET    in       ok   ok   ok   ok    403  403  403   403 403
progress.mine                       GET    in       ok   ok   ok   ok    403  403  403   403 403
progress.notices                    GET    in       ok   ok   ok   ok    403  403  403   403 403
progress.see_notice                 POST   in       ok   404  404  404   403  403  403   403 403
lessons.catalogue                   GET    in       ok   ok   ok   ok    ok   ok   ok    ok  ok
lessons.course                      GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
lessons.about                       GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
lessons.glossary                    GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
lessons.sources                     GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
lessons.teacher_notes               GET    in       403  403  403  403   ok   ok   ok    ok  ok
lessons.read                        GET    in       ok   ok   ok   ok    ok   ok   ok    ok  ok
lessons.read/assigned               GET    in       ok   ok   404  404   ok   404  404   ok  404
lessons.mark_section                POST   in       ok   ok   ok   ok    ok   ok   ok    ok  ok
lessons.mark_section/assigned       POST   in       ok   ok   404  404   ok   404  404   ok  404
lessons.answer_check                POST   in       ok   ok   ok   ok    ok   ok   ok    ok  ok
lessons.answer_check/assigned       POST   in       ok   ok   404  404   ok   404  404   ok  404
quizzes.start                       GET    in       ok   ok   404  404   403  403  403   403 403
quizzes.begin                       POST   in       ok   ok   404  404   403  403  403   403 403
quizzes.take                        GET    in       ok   404  404  404   404  404  404   403 403
quizzes.take/practice               GET    in       ok   404  404  404   404  404  404   403 403
quizzes.take/preview                GET    in       404  404  404  404   ok   404  404   403 403
quizzes.time_left                   GET    in       ok   404  404  404   404  404  404   403 403
quizzes.time_left/preview           GET    in       404  404  404  404   ok   404  404   403 403
quizzes.save_form                   POST   in       ok   404  404  404   404  404  404   403 403
quizzes.save_form/preview           POST   in       404  404  404  404   ok   404  404   403 403
quizzes.save_answer                 POST   in       ok   404  404  404   404  404  404   403 403
quizzes.save_answer/preview         POST   in       404  404  404  404   ok   404  404   403 403
quizzes.save_flag                   POST   in       ok   404  404  404   404  404  404   403 403
quizzes.save_flag/preview           POST   in       404  404  404  404   ok   404  404   403 403
quizzes.submit                      GET    in       ok   404  404  404   404  404  404   403 403
quizzes.submit                      POST   in       ok   404  404  404   404  404  404   403 403
quizzes.submit/preview              POST   in       404  404  404  404   ok   404  404   403 403
quizzes.check_device                GET    in       ok   ok   ok   ok    ok   ok   ok    ok  ok
quizzes.check_sending               POST   in       ok   ok   ok   ok    ok   ok   ok    ok  ok
quizzes.offline                     GET    ok       ok   ok   ok   ok    ok   ok   ok    ok  ok
quizzes.late_answers                GET    in       403  403  403  403   ok   404  404   ok  404
quizzes.decide_late_answers         POST   in       403  403  403  403   ok   404  404   403 403
quizzes.marking                     GET    in       403  403  403  403   ok   404  404   403 403
quizzes.mark_answer                 GET    in       403  403  403  403   ok   404  404   403 403
quizzes.save_mark                   POST   in       403  403  403  403   ok   404  404   403 403
quizzes.results                     GET    in       ok   404  404  404   ok   404  404   ok  404
quizzes.results/practice            GET    in       ok   404  404  404   404  404  404   404 404
quizzes.results/preview             GET    in       404  404  404  404   ok   404  404   404 404
quizzes.challenge                   POST   in       ok   404  404  404   403  403  403   403 403
quizzes.challenge/practice          POST   in       404  404  404  404   403  403  403   403 403
quizzes.practise                    POST   in       ok   404  404  404   403  403  403   403 403
quizzes.library                     GET    in       403  403  403  403   ok   ok   ok    ok  ok
quizzes.build                       GET    in       403  403  403  403   ok   ok   ok    403 403
quizzes.build                       POST   in       403  403  403  403   ok   ok   ok    403 403
quizzes.quiz                        GET    in       403  403  403  403   ok   ok   404   ok  404
quizzes.edit                        GET    in       403  403  403  403   ok   404  404   403 403
quizzes.edit                        POST   in       403  403  403  403   ok   404  404   403 403
quizzes.preview                     POST   in       403  403  403  403   ok   ok   404   403 403
quizzes.archive                     POST   in       403  403  403  403   ok   404  404   403 403
quizzes.paper                       GET    in       403  403  403  403   ok   ok   404   ok  404
quizzes.banks                       GET    in       403  403  403  403   ok   ok   ok    ok  ok
quizzes.bank                        GET    in       403  403  403  403   ok   ok   ok    ok  ok
quizzes.bank_paper                  GET    in       403  403  403  403   ok   ok   ok    ok  ok
classes.index                       GET    in       403  403  403  403   ok   ok   ok    ok  ok
classes.create                      GET    in       403  403  403  403   ok   ok   ok    ok  ok
classes.create                      POST   in       403  403  403  403   ok   ok   ok    ok  ok
classes.grid                        GET    in       403  403  403  403   ok   404  404   ok  404
classes.grid_csv                    GET    in       403  403  403  403   ok   404  404   ok  404
classes.code                        GET    in       403  403  403  403   ok   404  404   ok  404
classes.edit                        GET    in       403  403  403  403   ok   404  404   ok  404
classes.edit                        POST   in       403  403  403  403   ok   404  404   ok  404
classes.teachers                    GET    in       403  403  403  403   ok   404  404   ok  404
classes.teachers                    POST   in       403  403  403  403   ok   404  404   ok  404
classes.ask_take_off                GET    in       403  403  403  403   ok   404  404   ok  404
classes.ask_take_off/mixed          GET    in       403  403  403  403   404  404  404   404 404
classes.take_off                    POST   in       403  403  403  403   ok   404  404   ok  404
classes.archive                     GET    in       403  403  403  403   ok   404  404   ok  404
classes.archive                     POST   in       403  403  403  403   ok   404  404   ok  404
classes.restore                     POST   in       403  403  403  403   ok   404  404   ok  404
classes.assign                      GET    in       403  403  403  403   ok   404  404   403 403
classes.assign                      POST   in       403  403  403  403   ok   404  404   403 403
classes.assign_to_several           GET    in       403  403  403  403   ok   ok   ok    403 403
classes.assign_to_several           POST   in       403  403  403  403   ok   ok   ok    403 403
classes.edit_assignment             GET    in       403  403  403  403   ok   404  404   403 403
classes.edit_assignment             POST   in       403  403  403  403   ok   404  404   403 403
classes.edit_assignment/lesson      GET    in       403  403  403  403   ok   404  404   403 403
classes.withdraw                    GET    in       403  403  403  403   ok   404  404   403 403
classes.withdraw                    POST   in       403  403  403  403   ok   404  404   403 403
classes.report                      GET    in       403  403  403  403   ok   404  404   ok  404
classes.report_csv                  GET    in       403  403  403  403   ok   404  404   ok  404
classes.rescoring                   GET    in       403  403  403  403   ok   404  404   ok  404
classes.rescoring/mixed             GET    in       403  403  403  403   404  404  404   404 404
classes.rescore                     POST   in       403  403  403  403   ok   404  404   403 403
classes.rescore/mixed               POST   in       403  403  403  403   404  404  404   403 403
classes.challenges                  GET    in       403  403  403  403   ok   404  404   ok  404
classes.challenge                   GET    in       403  403  403  403   ok   404  404   ok  404
classes.answer_challenge            POST   in       403  403  403  403   ok   404  404   403 403
classes.answers_csv                 GET    in       403  403  403  403   ok   404  404   ok  404
classes.give_again                  POST   in       403  403  403  403   ok   404  404   403 403
classes.student                     GET    in       403  403  403  403   ok   404  404   ok  404
classes.student/mixed               GET    in       403  403  403  403   404  404  404   404 404
classes.several_dates               GET    in       403  403  403  403   ok   404  404   403 403
classes.several_dates               POST   in       403  403  403  403   ok   404  404   403 403
classes.several_dates/mixed         POST   in       403  403  403  403   ok   404  404   403 403
classes.several_dates/lesson        GET    in       403  403  403  403   ok   404  404   403 403
classes.student_attempts            GET    in       403  403  403  403   ok   404  404   ok  404
classes.student_attempts/lesson     GET    in       403  403  403  403   ok   404  404   ok  404
classes.student_attempts/mixed      GET    in       403  403  403  403   404  404  404   404 404
classes.student_dates               POST   in       403  403  403  403   ok   404  404   403 403
classes.student_dates/mixed         POST   in       403  403  403  403   404  404  404   403 403
classes.extra_attempt               POST   in       403  403  403  403   ok   404  404   403 403
classes.extra_attempt/mixed         POST   in       403  403  403  403   404  404  404   403 403
classes.reopen                      POST   in       403  403  403  403   ok   404  404   403 403
classes.reopen/mixed                POST   in       403  403  403  403   404  404  404   403 403
admin.try_demo                      POST   404      404  404  404  404   404  404  404   404 404
admin.school                        GET    in       403  403  403  403   403  403  403   ok  ok
admin.school_settings               GET    in       403  403  403  403   403  403  403   ok  ok
admin.school_settings               POST   in       403  403  403  403   403  403  403   ok  ok
admin.school_csv                    GET    in       403  403  403  403   403  403  403   ok  ok
admin.log                           GET    in       403  403  403  403   403  403  403   ok  ok
admin.log_csv                       GET    in       403  403  403  403   403  403  403   ok  ok
admin.people                        GET    in       403  403  403  403   403  403  403   ok  ok
admin.add_person                    GET    in       403  403  403  403   403  403  403   ok  ok
admin.add_person                    POST   in       403  403  403  403   403  403  403   ok  ok
admin.person                        GET    in       403  403  403  403   403  403  403   ok  404
admin.person                        POST   in       403  403  403  403   403  403  403   ok  404
admin.person/teacher                GET    in       403  403  403  403   403  403  403   ok  404
admin.person/teacher                POST   in       403  403  403  403   403  403  403   ok  404
admin.reset_password                GET    in       403  403  403  403   403  403  403   ok  404
admin.reset_password                POST   in       403  403  403  403   403  403  403   ok  404
admin.archive_person                GET    in       403  403  403  403   403  403  403   ok  404
admin.archive_person/teacher        GET    in       403  403  403  403   403  403  403   ok  404
admin.archive_person                POST   in       403  403  403  403   403  403  403   ok  404
admin.archive_person/teacher        POST   in       403  403  403  403   403  403  403   ok  404
admin.restore_person                POST   in       403  403  403  403   403  403  403   ok  404
"""

# Who knocks, and in which sphere the thing lies.
COLUMNS = (
    ("nobody", "own"),
    ("maya", "own"),
    ("jonas", "own"),
    ("leo", "own"),
    ("maya", "elsewhere"),
    ("rivera", "own"),
    ("rivera", "same_school"),
    ("rivera", "elsewhere"),
    ("okafor", "own"),
    ("okafor", "elsewhere"),
)


@dataclass(frozen=True)
class Row:
    """What everybody finds behind one method of one rule."""

    name: str
    method: str
    cells: tuple[str, ...]

    @property
    def endpoint(self) -> str:
        return self.name.partition("/")[0]

    @property
    def variant(self) -> str:
        return self.name.partition("/")[2]

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def parse(matrix: str) -> list[Row]:
    """The rows of the table."""
    words = [line.split() for line in matrix.splitlines() if line.strip()]
    rows = [Row(name, method, tuple(cells)) for name, method, *cells in words]
    assert all(len(row.cells) == len(COLUMNS) for row in rows), "a row has too few cells"
    return rows


ROWS = parse(MATRIX)

# What a rule or a variant leads to, where that is not what `_parts` says. A plain name is a part
# of the address, "?" stands before a name of the query, "=" before a field of the form.
LEADS_TO = {
    "accounts.put_back": {"person_id": "here.leaver_id"},
    "accounts.put_back/mixed": {"person_id": "other.leaver_id"},
    "accounts.merge": {"?gone": "here.newcomer_id"},
    "accounts.merge/mixed": {"?gone": "other.student_id"},
    "accounts.cards/one": {"=person": "here.student_id"},
    "accounts.cards/mixed": {"=person": "other.student_id"},
    "accounts.make_accounts/mixed": {"=who-1": "other.teacher_id"},
    "accounts.student/mixed": {"person_id": "other.student_id"},
    "accounts.user_name": {"person_id": "here.expected_id"},
    "accounts.user_name/mixed": {"person_id": "other.expected_id"},
    "assigned": {"?assignment": "here.lesson_assignment_id"},
    "lesson": {"assignment_id": "here.lesson_assignment_id"},
    "lessons.answer_check": {"=question": "course.check_id"},
    "teacher": {"person_id": "here.teacher_id"},
    "practice": {"attempt_id": "here.practice_attempt_id"},
    "preview": {"attempt_id": "here.preview_attempt_id"},
    "quizzes.practise": {"attempt_id": "here.submitted_attempt_id"},
    "quizzes.results": {"attempt_id": "here.submitted_attempt_id"},
    "quizzes.mark_answer": {"attempt_id": "here.unmarked_attempt_id"},
    "quizzes.save_mark": {"attempt_id": "here.unmarked_attempt_id"},
    "quizzes.challenge": {"attempt_id": "here.submitted_attempt_id", "=reason": "course.reason"},
    "classes.rescoring/mixed": {"question_id": "course.unasked_id"},
    "classes.rescore/mixed": {"question_id": "course.unasked_id"},
    "classes.ask_take_off": {"person_id": "here.teacher_id"},
    "classes.ask_take_off/mixed": {"person_id": "other.teacher_id"},
    "classes.take_off": {"person_id": "here.teacher_id"},
    "classes.reopen": {"attempt_id": "here.submitted_attempt_id"},
    "classes.reopen/mixed": {"attempt_id": "other.submitted_attempt_id"},
    "classes.student/mixed": {"person_id": "other.student_id"},
    "classes.student_attempts/mixed": {"person_id": "other.student_id"},
    "accounts.accommodation/mixed": {"person_id": "other.student_id"},
    "classes.several_dates/mixed": {"=students": "other.student_id"},
    "classes.student_dates/mixed": {"person_id": "other.student_id"},
    "classes.extra_attempt/mixed": {"person_id": "other.student_id"},
}

JSON = {
    "quizzes.save_answer": {
        "position": 1,
        "client": "access-matrix",
        "sequence": 1,
        "base": 0,
        "answer": None,
    },
    "quizzes.save_flag": {"position": 1, "flagged": True},
}


@dataclass(frozen=True)
class Request:
    """What leads to a row's thing."""

    address: str
    query: dict[str, Any]
    fields: dict[str, Any]


def request_of(app: Flask, world: World, row: Row, sphere: str) -> Request:
    """The request for this row's thing in this sphere."""
    here = getattr(world, sphere)
    other = world.own if sphere != "own" else world.same_school
    scope = SimpleNamespace(here=here, other=other, course=world.course)
    parts = _parts(here, world)
    query: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    for special in (row.endpoint, row.variant, row.name):
        for name, path in LEADS_TO.get(special, {}).items():
            target: dict[str, Any] = {"?": query, "=": fields}.get(name[0], parts)
            target[name.lstrip("?=")] = attrgetter(path)(scope)
    return Request(_address(app, row, parts), query, fields)


def knock(app: Flask, world: World, row: Row, sphere: str, visitor: Visitor) -> TestResponse:
    """Ask for this row's thing in this sphere."""
    request = request_of(app, world, row, sphere)
    if row.method == "GET":
        return visitor.open(request.address, query_string=request.query)
    if row.endpoint in JSON:
        return visitor.post_json(request.address, JSON[row.endpoint])
    return visitor.post(request.address, request.fields, query_string=request.query)


def _parts(here: Sphere, world: World) -> dict[str, Any]:
    return {
        "class_id": here.class_id,
        "person_id": here.student_id,
        "assignment_id": here.quiz_assignment_id,
        "attempt_id": here.open_attempt_id,
        "quiz_id": here.quiz_id,
        "sheet_id": here.sheet_id,
        "lesson_id": world.course.lesson_id,
        "section_id": world.course.section_id,
        "bank_id": world.course.bank_id,
        "question_id": here.question_id,
        "position": 1,
        "challenge_id": here.challenge_id,
        "notice_id": here.notice_id,
        "code": here.join_code,
        "role": "teacher",
    }


def _address(app: Flask, row: Row, parts: dict[str, Any]) -> str:
    rule = next(iter(app.url_map.iter_rules(row.endpoint)))
    adapter = app.url_map.bind("localhost")
    return adapter.build(row.endpoint, {name: parts[name] for name in rule.arguments})
