import gzip

from flask import Flask


def test_a_page_is_sent_compressed_to_whoever_takes_it(app: Flask) -> None:
    plain = app.test_client().get("/sign-in")
    packed = app.test_client().get("/sign-in", headers={"Accept-Encoding": "gzip"})

    assert plain.headers.get("Content-Encoding") is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert gzip.decompress(packed.data).startswith(b"<!doctype html>")


def test_a_style_sheet_too(app: Flask) -> None:
    packed = app.test_client().get("/static/css/base.css", headers={"Accept-Encoding": "gzip"})
    packed.close()

    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"{" in gzip.decompress(packed.data)


def test_whoever_refuses_gzip_gets_it_plain(app: Flask) -> None:
    answer = app.test_client().get("/sign-in", headers={"Accept-Encoding": "gzip;q=0"})

    assert answer.headers.get("Content-Encoding") is None
