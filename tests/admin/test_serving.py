"""Nothing is served where it could not work: on a port in use, or without a database."""

import socket
from collections.abc import Iterator

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import text

from admin import commands, try_it
from admin.preparing import migrate_database, require_ready
from admin.serving import require_free_port
from models.installation import Installation, InstallationKind
from models.session import db, unit_of_work
from tests.cast import MORNING

HOST = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which something listens that would share it, as Granian does."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind((HOST, 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.fixture
def empty(app: Flask) -> Flask:
    """A database without a table."""
    db.drop_all()
    return app


def set_up() -> None:
    with unit_of_work():
        db.session.add(Installation(id=1, kind=InstallationKind.REAL.value, created_at=MORNING))


def test_a_port_in_use_is_not_shared(taken: int) -> None:
    with pytest.raises(SystemExit) as left:
        require_free_port(HOST, taken)

    assert str(left.value) == (
        f"Port {taken} of 127.0.0.1 is in use: stop what runs there or set PORT."
    )


def test_a_port_is_free_as_soon_as_its_server_stops(taken: int) -> None:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((HOST, 0))
        server.listen()
        port = server.getsockname()[1]
        visitor = socket.create_connection((HOST, port))
        connection, _ = server.accept()
        connection.close()  # the side that closes first keeps the port waiting for a minute
        visitor.close()

    require_free_port(HOST, port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(SystemExit, match="set HOST or PORT"):
        require_free_port("192.0.2.1", 8000)


def test_the_demo_is_not_even_built_on_a_port_in_use(
    app: Flask, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(try_it, "prepare_demo", lambda: pytest.fail("it was built"))

    with pytest.raises(SystemExit, match="is in use"):
        try_it.serve_demo(app, HOST, taken)


def serve(app: Flask, monkeypatch: pytest.MonkeyPatch, port: int) -> tuple[str, list[int]]:
    """What `flask serve` says, and the ports it then served."""
    served: list[int] = []
    monkeypatch.setitem(app.config, "PORT", port)
    monkeypatch.setattr(commands, "serve", lambda host, port, workers: served.append(port))
    return app.test_cli_runner().invoke(args=["serve"]).output, served


def test_serving_needs_a_database_that_is_set_up_and_a_free_port(
    empty: Flask, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, served = serve(empty, monkeypatch, taken)
    assert (said, served) == ("This installation is not set up yet: run `flask setup`.\n", [])

    migrate_database()
    assert "run `flask setup`" in serve(empty, monkeypatch, taken)[0]

    set_up()
    said, served = serve(empty, monkeypatch, taken)
    assert "is in use" in said
    assert served == []


def test_serving_starts_where_all_is_well(empty: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate_database()
    set_up()
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]

    said, served = serve(empty, monkeypatch, port)

    assert f"Serving on http://127.0.0.1:{port} with 1 worker. Ctrl-C stops." in said
    assert served == [port]


@pytest.mark.parametrize(
    ("on_loopback", "proxies", "warns"), [(True, 0, False), (False, 0, True), (False, 1, False)]
)
def test_serving_others_without_https_is_warned_of(
    empty: Flask,
    monkeypatch: pytest.MonkeyPatch,
    on_loopback: bool,
    proxies: int,
    warns: bool,
) -> None:
    migrate_database()
    set_up()
    monkeypatch.setitem(empty.config, "LISTENS_ON_LOOPBACK", on_loopback)
    monkeypatch.setitem(empty.config, "TRUSTED_PROXIES", proxies)
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]

    said, served = serve(empty, monkeypatch, port)

    assert ("without HTTPS nobody on another machine can sign in" in said) is warns
    assert served == [port]


def test_a_database_of_another_version_is_named(
    empty: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate_database()
    set_up()
    with monkeypatch.context() as patch:
        patch.setattr(ScriptDirectory, "get_heads", lambda self: ["a-later-step"])
        with pytest.raises(SystemExit, match="older version: run `flask db upgrade`"):
            require_ready()

    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of tomorrow'"))
    with pytest.raises(SystemExit, match="newer version"):
        require_ready()
