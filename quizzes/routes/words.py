"""Sentences that several pages and answers of a quiz share."""

from datetime import datetime

from flask_babel import gettext as _

from domain.access import Reason
from domain.question_kinds.base import Response
from quizzes.queries.questions import Question
from web.templating import local_time
from web.wording import word_code


def kept_for_teacher(why_not: Reason) -> str:
    """Why an answer is not taken now, and that the teacher finds it."""
    return f"{word_code(why_not)} {_('What you changed is kept for your teacher to look at.')}"


def saved_words(saved_at: datetime, question: Question, answer: Response | None) -> str:
    """The receipt for an answer: when it was saved or taken back, and whether a part is open."""
    time = local_time(saved_at)
    if answer is None:
        return _("Cleared %(time)s", time=time)
    if not question.is_whole(answer):
        return _("Saved %(time)s. A part is still open.", time=time)
    return _("Saved %(time)s", time=time)
