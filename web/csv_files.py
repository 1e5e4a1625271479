"""CSV downloads that a spreadsheet opens as they are and that cannot carry formulas into it."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from flask import Response
from werkzeug.utils import secure_filename

from web.i18n import on_local_clock

# A cell that begins with one of these is read as a formula, also after a leading tab or return.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, as_of: datetime, rows: Iterable[Sequence[object]]) -> Response:
    """The rows as a file called after `name`, which may be any text, and the school's day."""
    text = io.StringIO()
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    # The mark at the beginning tells Excel that this is UTF-8.
    response = Response("\ufeff" + text.getvalue(), mimetype="text/csv")
    filename = secure_filename(f"{name} {on_local_clock(as_of):%Y-%m-%d}").lower()
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
    return response


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
