"""The words for each refusal code, in the reader's language. One table, sorted by feature."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup

from domain.errors import Refusal


def _slowed(seconds: int) -> str:
    return ngettext(
        "There were several wrong tries for this account. Wait %(num)s second, then try again. "
        "Your teacher can clear the wait; a new login card never waits.",
        "There were several wrong tries for this account. Wait %(num)s seconds, then try again. "
        "Your teacher can clear the wait; a new login card never waits.",
        seconds,
    )


# A function words what must be counted; it takes the refusal's values.
REFUSALS: dict[str, Any] = {
    # any page
    "form-went-stale": _l(
        "This page had been open for too long. What you typed is kept: send it once more."
    ),
    "signed-in-again": _l("You are signed in again. What you typed is kept: send it once more."),
    # accounts
    "account-not-in-care": _l(
        "This student came into your class with an account from elsewhere. Until they have signed "
        "in again, their other teachers or an administrator can do this."
    ),
    "account-not-within-reach": _l(
        "No student of your classes has this user name. Check it, then try again."
    ),
    "already-listed": _l(
        "Your teacher has this name in the class already. If that is you, sign in with your login "
        "card or the user name you chose. If not, tick the box below."
    ),
    "choose-password-first": _l("Choose your own password first."),
    "class-code-locked": _l("This class code is closed. Ask your teacher to open it."),
    "class-is-over": _l(
        "This class is over: nobody can join it. Ask your teacher for another code."
    ),
    "class-code-unknown": _l("No class has this code. Check it with your teacher."),
    "class-code-unreadable": _l(
        "This is not a class code. It has eight letters and digits, such as 4KQD-7XM2. Check each "
        "of them with your teacher."
    ),
    "code-of-another-school": _l(
        "This code belongs to a class of another school. Sign out first to join it with a new "
        "account."
    ),
    "display-name-empty": _l("Type a name."),
    "display-name-no-letter": _l("A name needs at least one letter."),
    "display-name-too-long": _l("Use at most 60 characters."),
    "email-malformed": _l("This is not an e-mail address. It looks like name@school.org."),
    "email-taken": _l("Somebody signs in with this e-mail address already."),
    "names-listed-already": _l(
        "Some of these names are in the class already; they are marked below. If you have just "
        "made their accounts, print their cards from the roster."
    ),
    "no-account-chosen": _l("Choose the other account from the list, or type its user name."),
    "no-names-ticked": _l("Tick at least one name."),
    "not-only-a-student": _l(
        "This account belongs to somebody who is more than a student here. An administrator can "
        "change it."
    ),
    "only-students-join": _l(
        "Only students join with a code. Sign out first to try it as a student would."
    ),
    "password-common": _l("Everybody tries this password first. Choose another one."),
    "password-is-name": _l("Your name is easy to guess. Choose another password."),
    "password-not-new": _l("This is your current password. Choose another one."),
    "password-too-long": _l("Use at most 200 characters."),
    "password-too-simple": _l(
        "This is too simple: one character over and over. Four words are easy to remember."
    ),
    "password-too-short": _l("Use at least 8 characters. Four words are easy to remember."),
    "sign-in-name-bad-character": _l("Use only letters, digits, dots, hyphens and underscores."),
    "sign-in-name-empty": _l("Type a user name."),
    "sign-in-name-just-taken": _l("Somebody took this user name just now. Send it again."),
    "sign-in-name-taken": _l("This user name is taken. These are free: %(suggestions)s"),
    "sign-in-name-too-long": _l("Use at most 40 characters."),
    "sign-in-name-too-short": _l("Use at least 3 characters."),
    "sign-in-slowed": _slowed,
    "accommodation-out-of-range": _l("Choose from what the form offers."),
    "teacher-changes-name": _l("Your teacher can change your name."),
    "too-many-names": _l("Paste at most %(most)s names at a time."),
    "who-is-meant": _l("Choose who it is."),
    "which-column-is-which": _l("Say which column is which, then show the list again."),
    "two-accounts-chosen": _l(
        "The list and the user name are of two different accounts. Use one of them, then try again."
    ),
    "user-name-in-use": _l(
        "This student has signed in with the user name already, so it stays as it is."
    ),
    "wrong-current-password": _l("This is not your current password. Type it again."),
    "wrong-password": _l("The user name or the password is wrong."),
    # lessons
    "nothing-chosen": _l("Choose an answer first, then press the button."),
    # quizzes
    "withdrawn": _l("Your teacher has withdrawn this quiz."),
    "class_archived": _l("Your class is archived: it takes no more answers."),
    "left_class": _l("You are not in this class any more."),
    "not_open_yet": _l("This quiz is not open yet."),
    "closed": _l("This quiz is closed. Answers that were saved before it closed count."),
    "time_up": _l("Your time for this quiz is up. Answers that were saved in time count."),
    "not_started": _l("This quiz has not been started."),
    "in_progress": _l("This quiz is under way already."),
    "came-late": _l(
        "This came after closing. It is kept, and your teacher decides whether it counts."
    ),
    "no-late-answer-chosen": _l("Tick at least one answer."),
    "late-answers-to-one-question": _l(
        "Tick at most one answer to each question: only one can count."
    ),
    "late-reason-missing": _l("Give a reason. The student and the log show it."),
    "late-reason-too-long": _l("Use at most %(most)s characters for the reason."),
    "mark-comment-too-long": _l("Use at most %(most)s characters for a word to the student."),
    "answer-is-another-now": _l(
        "This answer has changed since you opened it. Look at it again and mark it anew."
    ),
    "marked-meanwhile": _l(
        "This answer was marked after you had opened it. Look at those marks first: what you typed "
        "is kept, and takes their place if you save it."
    ),
    "not_decided": _l("Choose a level for each point."),
    "unknown_level": _l("Choose one of the levels."),
    "already_submitted": _l("This quiz is handed in already. Nothing more can be changed."),
    "no_attempts_left": _l("You have used all your attempts at this quiz."),
    "already_checked": _l("You have checked this answer: it stays as it is."),
    "quiz-without-questions": _l("A quiz needs at least one question."),
    "answers-not-released": _l("You can practice once the right answers are shown."),
    "nothing-missed": _l("Nothing was missed here, so there is nothing to practice."),
    "unknown-question": _l("This question is not in your quiz. Load the page again."),
    "malformed-save": _l("This answer could not be read. Load the page again."),
    "malformed_answer": _l("This answer could not be read. Load the page again."),
    "unknown_option": _l("This is not one of the options. Choose one that is shown."),
    "repeated_option": _l("An option came twice. Choose each at most once."),
    "several_choices": _l("Choose one option only."),
    "incomplete_order": _l("Give every line a place. %(missing)s still have none."),
    "bad_position": _l("Each place must be a number from 1 to %(most)s."),
    "answer_too_long": _l("Use at most %(most)s characters. These are %(found)s."),
    "not_a_number": _l("Write it as a number, such as 1,234 or 12.5."),
    "fraction_not_taken": _l("Write the number without a fraction bar, such as 0.5."),
    "unknown_unit": _l("Write the number alone, or with %(units)s behind it."),
    "repeated_position": _l("Two lines have the same place. Give each its own."),
    "quiz-title-missing": _l("Give the quiz a title."),
    "quiz-title-too-long": _l("Use at most %(most)s characters for the title."),
    "quiz-summary-too-long": _l("Use at most %(most)s characters for the description."),
    "quiz-was-begun": _l("A student has begun this quiz, so it stays as it is. Copy it instead."),
    "unknown-bank": _l("One of these banks is no longer there. Load the page again."),
    "bank-twice": _l("Take from each bank once."),
    "several-courses": _l("Take questions from the banks of one course only."),
    "too-many-questions": _l("A quiz has at most %(most)s questions; these are %(found)s."),
    "chosen-or-random": _l("Either tick questions or give a number to draw, not both."),
    "more-than-the-bank-has": _l("This bank has %(most)s questions to draw from."),
    "challenge-before-answers": _l(
        "You can challenge a question once the right answers are shown."
    ),
    "challenge-empty": _l("Write what you think is wrong with the question."),
    "challenge-waits": _l("Your teacher has your reason already and has not answered yet."),
    "text-too-long": _l("Use at most %(most)s characters."),
    "question-twice": _l("Take each question once."),
    "not-in-the-bank": _l("One of these questions is no longer in the bank."),
    # classes
    "class-name-missing": _l("Give the class a name."),
    "class-name-too-long": _l("Use at most %(most)s characters for the name."),
    "no-such-teacher": _l("No teacher of your school has this user name."),
    "not-a-teacher": _l("Somebody you chose cannot teach here any more. Choose again."),
    "last-teacher": _l("A class needs at least one teacher. Add another one first."),
    "no-class-chosen": _l("Choose at least one class."),
    "class-is-archived": _l("The class %(name)s is archived. Bring it back first."),
    "no-such-activity": _l("Something you chose is not there any more. Choose again."),
    "attempts-out-of-range": _l("Allow from 1 to %(most)s attempts."),
    "time-limit-out-of-range": _l("Give from 1 to %(most)s minutes, or leave it empty."),
    "late-percent-out-of-range": _l("Choose what becomes of late work."),
    "no-students-ticked": _l("Tick at least one student."),
    "assignment-is-withdrawn": _l("This assignment is withdrawn. Give it again first."),
    "another-attempt-is-open": _l("The student has another attempt open. It comes first."),
    "attempts-are-unlimited": _l("The student may start as many attempts as they like."),
    "closed-for-student": _l("It is closed for this student. Give a later closing time first."),
    "due_not_after_opening": _l("The due time must be after the opening time."),
    "closing_not_after_opening": _l("The closing time must be after the opening time."),
    "closing_before_due": _l("The closing time must not be before the due time."),
    "closing-in-the-past": _l("This time is past: nobody could answer. Choose a later one."),
    "due-in-the-past": _l(
        "This time is past: whatever is handed in would be late. Choose a later one, or tick that "
        "it is meant."
    ),
    "time_does_not_exist": _l("The clocks jump over this time on that day. Choose another one."),
    "time_out_of_range": _l("Choose a date between 2000 and 2100."),
    "unknown_zone": _l("The time zone of the school is not known. Ask the administrator."),
    "rescore-reason-missing": _l("Say why: students whose result changes read it."),
    "question-changed-again": _l(
        "The question was changed once more just now. Look at the new preview below first."
    ),
    "reply-missing": _l("Write a short answer: the student reads it."),
    "challenge-is-answered": _l("This challenge was answered already."),
    # setting up
    "already-set-up": _l("This installation is set up already."),
    "school-name-missing": _l("Type the name of the school."),
    "school-name-too-long": _l("Use at most %(most)s characters for the name of the school."),
    "time-zone-missing": _l("Type a time zone, such as America/New_York."),
    "unknown-time-zone": _l("%(zone)s is no known time zone; write it like America/New_York."),
    # admin
    "last-administrator": _l("A school needs an administrator. Make another one first."),
    "not-yourself": _l("You cannot do this to your own account. Ask another administrator."),
    "own-password": _l("Change your own password under your account: you need the current one."),
    "person-is-archived": _l("This account is closed. Open it again first."),
    "person-of-two-schools": _l(
        "This account belongs to another school too: only its owner can change it or close it."
    ),
    "person-was-merged": _l("This account was merged into another one and stays closed."),
    "role-missing": _l("Tick at least one role."),
    "staff-role-missing": _l("Tick teacher or administrator, or both."),
    "student-stays-student": _l(
        "A student's account stays one. Add a new account for a teacher or an administrator."
    ),
}


def word_code(code: str, **values: object) -> str:
    """The sentence for a code; raises KeyError for one that has no wording."""
    wording = REFUSALS[code]
    return str(wording(**values)) if callable(wording) else str(wording) % values


def word(refusal: Refusal) -> str:
    """The sentence for a refusal; raises KeyError for a code that has no wording."""
    return word_code(refusal.code, **refusal.values)


def word_in_two(refusal: Refusal) -> tuple[str, str]:
    """The first sentence for a refusal, as a title without its full stop, and what follows it.

    They are told apart before names are filled in, which may have full stops of their own.
    """
    wording, values = REFUSALS[refusal.code], refusal.values
    pattern = wording(**values) if callable(wording) else str(wording)
    first, _stop, rest = pattern.partition(". ")
    return first.removesuffix(".") % values, rest % values


# What the product tells a person; a value that is data is marked so.
NOTICES: dict[str, Any] = {
    "result-rescored": _l(
        "Your result in %(title)s changed from %(before)s to %(after)s of %(of)s: %(reason)s"
    ),
    "challenge-accepted": _l(
        "Your teacher agrees with your challenge of question %(question)s in %(title)s: %(reply)s"
    ),
    "challenge-declined": _l(
        "Your teacher does not agree with your challenge of question %(question)s in %(title)s: "
        "%(reply)s"
    ),
    "late-answers-accepted": _l(
        "Your teacher accepted answers to %(title)s that came late. Questions: %(answers)s. "
        "Reason: %(reason)s"
    ),
    "answers-marked": _l("Your teacher has graded what you wrote in %(title)s."),
    "late-answers-declined": _l(
        "Your teacher declined answers to %(title)s that came late. Questions: %(answers)s. "
        "Reason: %(reason)s"
    ),
}


def word_notice(kind: str, values: Mapping[str, object]) -> Markup:
    """The sentence of a notice; raises KeyError for a kind that has no wording."""
    data = {
        name: Markup('<span translate="no">{}</span>').format(value)
        for name, value in values.items()
    }
    return Markup(str(NOTICES[kind])) % data  # noqa: S704 - our own words; values are escaped
