"""The blueprint that all pages of lessons belong to."""

import re

from flask import Blueprint
from flask_babel import gettext as _
from markupsafe import Markup, escape

bp = Blueprint("lessons", __name__)

_NOTE = re.compile(r'(?<=<sup class="note-ref"><a )(?=href="#note-([0-9]+)")')


@bp.app_template_filter()
def named_notes(html: Markup) -> Markup:
    """Call each note in clean HTML by what it is: a bare number says nothing when read out."""

    def name(found: re.Match[str]) -> str:
        return f'aria-label="{escape(_("Source %(number)s", number=found[1]))}" '

    return Markup(_NOTE.sub(name, html))  # noqa: S704 - clean before, and what is added is escaped
