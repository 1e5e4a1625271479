from flask import Flask


def test_every_page_forbids_what_is_inline_or_from_elsewhere(app: Flask) -> None:
    headers = app.test_client().get("/").headers

    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_not_kept_on_a_shared_device(app: Flask) -> None:
    assert app.test_client().get("/").headers["Cache-Control"] == "no-store"


def test_https_is_asked_for_only_over_https(app: Flask) -> None:
    plain = app.test_client().get("/")
    secure = app.test_client().get("/", base_url="https://localhost")

    assert "Strict-Transport-Security" not in plain.headers
    assert "max-age" in secure.headers["Strict-Transport-Security"]
