"""Text is sent compressed: a lesson must load on a cheap phone with bad internet."""

import gzip

from flask import Flask, Response, request

COMPRESSED_FROM_BYTES = 600
PAGE_LEVEL = 4  # half the time of 6 for 5 % more bytes
FILE_LEVEL = 9  # a browser asks for a file once and keeps it
PARTIAL = 206
TEXT_TYPES = ("text/", "application/json", "application/schema+json", "image/svg+xml")


def init_app(app: Flask) -> None:
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if not (response.mimetype or "").startswith(TEXT_TYPES):
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or response.headers.get("Content-Encoding"):
        return response
    response.direct_passthrough = False  # static files are streamed otherwise
    body = response.get_data()
    if len(body) >= COMPRESSED_FROM_BYTES and response.status_code != PARTIAL:
        response.set_data(gzip.compress(body, _level(), mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _level() -> int:
    return FILE_LEVEL if request.endpoint == "static" else PAGE_LEVEL
