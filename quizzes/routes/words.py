"""Sentences that several pages and answers of a quiz share."""

from flask_babel import gettext as _

from domain.access import Reason
from web.wording import word_code


def kept_for_teacher(why_not: Reason) -> str:
    """Why an answer is not taken now, and that the teacher finds it."""
    return f"{word_code(why_not)} {_('What you changed is kept for your teacher to look at.')}"
