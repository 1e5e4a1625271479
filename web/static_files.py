"""Static files stand under their release, so that browsers may keep them for a year.

A release is the fingerprint of all of them together: what a script imports by a relative path is
then of the script's own release, however long a browser has kept either.
"""

import hashlib
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, g, request

YEAR_SECONDS: Final = 365 * 24 * 60 * 60
MINUTE_SECONDS: Final = 60
RELEASE_LENGTH: Final = 12

SERVICE_WORKER: Final = "service-worker.js"
"""Asked for by its plain name, so that each release replaces the one before; serves all pages."""


def init_app(app: Flask) -> None:
    release = release_of(Path(str(app.static_folder)))
    # An address of another release is answered too: a page may be older than an update.
    app.add_url_rule(
        f"{app.static_url_path}/<string(length={RELEASE_LENGTH}):release>/<path:filename>",
        endpoint="static",
    )

    @app.url_defaults
    def add_release(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values["filename"] != SERVICE_WORKER:
            values.setdefault("release", release)

    @app.url_value_preprocessor
    def take_release(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if endpoint == "static" and values is not None:
            g.is_of_this_release = values.pop("release", None) == release

    app.after_request(_keep)


def release_of(folder: Path) -> str:
    """The first characters of the hash of everything in the folder."""
    found = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0")
        found.update(path.read_bytes())
    return found.hexdigest()[:RELEASE_LENGTH]


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code == 200:
        seconds = YEAR_SECONDS if g.is_of_this_release else MINUTE_SECONDS
        response.headers["Cache-Control"] = f"public, max-age={seconds}"
        if request.path.endswith(SERVICE_WORKER):
            response.headers["Service-Worker-Allowed"] = "/"
        elif g.is_of_this_release:
            # Its address says which one it is. Every byte here is sent a dozen times a page.
            for name in ("Content-Disposition", "ETag", "Last-Modified"):
                response.headers.pop(name, None)
    return response
