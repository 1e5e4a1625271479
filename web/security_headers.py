"""Security headers on every response: nothing inline, nothing from elsewhere, no framing."""

from flask import Flask, Response, request

from web.static_files import SERVICE_WORKER

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def init_app(app: Flask) -> None:
    app.after_request(_add)


def _add(response: Response) -> Response:
    headers = response.headers
    if not _is_part_of_a_page(response):
        headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static":
        # These mean nothing to a style or a script, and every byte is sent a dozen times a page.
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        # A shared device must not show the last pupil's page to the next one.
        headers["Cache-Control"] = "no-store"
    return response


def _is_part_of_a_page(response: Response) -> bool:
    """Whether it is a style or a script: they go by the policy of their page. A worker has none."""
    return (
        request.endpoint == "static"
        and response.mimetype in {"text/css", "text/javascript"}
        and not request.path.endswith(SERVICE_WORKER)
    )
