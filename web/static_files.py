"""Static files carry their fingerprint in the URL, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

YEAR_SECONDS = 365 * 24 * 60 * 60


def init_app(app: Flask) -> None:
    folder = Path(str(app.static_folder))

    @app.url_defaults
    def add_fingerprint(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            mark = fingerprint(folder / values["filename"])
            if mark:
                values["v"] = mark

    app.after_request(_keep)


@cache
def fingerprint(path: Path) -> str:
    """The first characters of the file's hash; empty for a file that is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code == 200:
        seconds = YEAR_SECONDS if "v" in request.args else 60
        response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return response
