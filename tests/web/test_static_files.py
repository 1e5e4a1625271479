from flask import Flask, url_for


def test_a_file_with_its_fingerprint_may_be_kept_for_a_year(app: Flask) -> None:
    with app.test_request_context():
        address = url_for("static", filename="css/base.css")

    assert "v=" in address
    with app.test_client().get(address) as kept:
        control = kept.headers["Cache-Control"]
    assert control == "public, max-age=31536000"


def test_without_a_fingerprint_it_is_asked_for_again_soon(app: Flask) -> None:
    with app.test_client().get("/static/css/base.css") as kept:
        assert kept.headers["Cache-Control"] == "public, max-age=60"


def test_a_missing_file_is_not_found(app: Flask) -> None:
    assert app.test_client().get("/static/css/nothing.css").status_code == 404
