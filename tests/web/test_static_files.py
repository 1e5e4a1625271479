from pathlib import Path

import pytest
from flask import Flask, url_for

from tests.browser.checks import FILE_HEADER_BYTES
from tests.client import Client
from web.security_headers import POLICY
from web.static_files import release_of


def test_a_file_of_this_release_may_be_kept_for_a_year(app: Flask) -> None:
    with app.test_request_context():
        address = url_for("static", filename="css/base.css")

    assert address.startswith("/static/")
    assert address.endswith("/css/base.css")
    with app.test_client().get(address) as kept:
        control = kept.headers["Cache-Control"]
    assert control == "public, max-age=31536000"


def test_without_a_release_or_with_another_it_is_asked_for_again_soon(app: Flask) -> None:
    for address in ("/static/css/base.css", "/static/0123456789ab/css/base.css"):
        with app.test_client().get(address) as kept:
            assert kept.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("name", ["css/base.css", "js/quiz.js"])
def test_what_a_page_is_made_of_carries_few_headers(app: Flask, name: str) -> None:
    with app.test_request_context():
        address = url_for("static", filename=name)

    with app.test_client().get(address, headers={"Accept-Encoding": "gzip"}) as sent:
        headers = sent.headers

    assert len(str(headers)) < FILE_HEADER_BYTES
    assert "Accept-Encoding" in headers["Vary"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["service-worker.js", "img/favicon.svg"])
def test_what_can_act_by_itself_has_the_policy_of_a_page(app: Flask, name: str) -> None:
    with app.test_request_context():
        address = url_for("static", filename=name)

    with app.test_client().get(address) as sent:
        assert sent.headers["Content-Security-Policy"] == POLICY


def test_a_missing_file_is_not_found(app: Flask) -> None:
    for address in ("/static/css/nothing.css", "/static/0123456789ab/css/nothing.css"):
        assert app.test_client().get(address).status_code == 404


def test_any_change_of_any_file_is_another_release(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text("import './two.js'")
    (tmp_path / "two.js").write_text("1")
    before = release_of(tmp_path)

    (tmp_path / "two.js").write_text("2")

    assert release_of(tmp_path) != before


def test_the_service_worker_stands_at_one_address_and_may_serve_every_page(app: Flask) -> None:
    with app.test_request_context():
        address = url_for("static", filename="service-worker.js")

    assert address == "/static/service-worker.js"
    with app.test_client().get(address) as found:
        assert found.headers["Service-Worker-Allowed"] == "/"
        assert found.headers["Cache-Control"] == "public, max-age=60"


def test_the_styles_of_every_page_stay_light(client: Client) -> None:
    """As docs/look.md says: six files, under 45 KB before they are packed."""
    sizes = []
    for link in client.get("/sign-in").soup.select("link[rel=stylesheet]"):
        with client.flask.get(str(link["href"])) as response:
            sizes.append(len(response.get_data()))

    assert len(sizes) == 6
    assert sum(sizes) < 45_000
