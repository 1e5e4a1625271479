from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from psycopg.pq import TransactionStatus
from sqlalchemy import Executable, delete, insert, select, update

from app import create_app
from models.base import new_id
from models.people import School
from models.session import WriteOutsideUnitOfWork, db, read_one_picture, run, unit_of_work
from tests.cast import MORNING, Cast
from tests.conftest import make_config


def a_school(name: str = "Westfield School") -> School:
    return School(id=new_id(), name=name, time_zone="UTC", created_at=MORNING)


def names() -> list[str]:
    return list(db.session.scalars(select(School.name).order_by(School.name)))


def test_a_unit_of_work_commits(app: Flask, cast: Cast) -> None:
    with unit_of_work():
        db.session.add(a_school())
    db.session.remove()

    assert "Westfield School" in names()


def test_an_exception_leaves_nothing_half_saved(app: Flask) -> None:
    def half_a_job() -> None:
        with unit_of_work():
            db.session.add(a_school())
            db.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_a_job()
    db.session.remove()

    assert "Westfield School" not in names()


def test_a_write_outside_is_an_error(app: Flask) -> None:
    db.session.add(a_school())

    with pytest.raises(WriteOutsideUnitOfWork):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        insert(School).values(
            id=new_id(), name="Westfield School", time_zone="UTC", created_at=MORNING
        ),
        update(School).values(name="Westfield School"),
        delete(School).where(School.name == "Westfield School"),
        select(School.id).with_for_update(),
    ],
    ids=["insert", "update", "delete", "lock"],
)
def test_so_it_is_past_the_orm_and_so_is_a_lock(app: Flask, statement: Executable) -> None:
    for execute in (run, db.session.execute):
        with pytest.raises(WriteOutsideUnitOfWork):
            execute(statement)
    db.session.remove()
    assert "Westfield School" not in names()
    with unit_of_work():
        run(statement)


def test_units_do_not_nest(app: Flask) -> None:
    with unit_of_work(), pytest.raises(RuntimeError, match="already open"), unit_of_work():
        pass


def test_on_postgresql_only_a_unit_of_work_opens_a_transaction(app: Flask) -> None:
    def is_in_transaction() -> bool:
        names()
        driver: Any = db.session.connection().connection.driver_connection
        if db.engine.dialect.name == "sqlite":
            return bool(driver.in_transaction)
        return driver.info.transaction_status is TransactionStatus.INTRANS

    assert is_in_transaction() is (db.engine.dialect.name == "sqlite")
    with unit_of_work():
        assert is_in_transaction()
    assert is_in_transaction() is (db.engine.dialect.name == "sqlite")
    db.session.remove()
    with db.engine.connect() as connection:
        connection.execute(select(School.name))
        driver: Any = connection.connection.driver_connection
        assert db.engine.dialect.name == "sqlite" or not driver.autocommit


def test_one_picture_does_not_change_while_it_is_looked_at(app: Flask) -> None:
    read_one_picture()
    assert "Westfield School" not in names()
    with db.engine.begin() as connection:
        connection.execute(
            insert(School).values(
                id=new_id(), name="Westfield School", time_zone="UTC", created_at=MORNING
            )
        )

    assert "Westfield School" not in names()
    with unit_of_work():
        assert "Westfield School" in names()
        db.session.add(a_school("Eastfield School"))
    assert "Eastfield School" in names()


def test_what_is_committed_is_durable(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        assert db.session.scalar(db.text("SHOW synchronous_commit")) == "on"
        return
    pragma = {
        name: db.session.scalar(db.text(f"PRAGMA {name}"))
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }

    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_new_database_file_is_its_owners_alone(tmp_path: Path) -> None:
    new = create_app(make_config(f"sqlite:///{tmp_path / 'new.db'}", tmp_path))
    with new.app_context():
        db.create_all()
        with unit_of_work():
            db.session.add(a_school())
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
        db.session.remove()
        db.engine.dispose()

    files = ("new.db", "new.db-wal", "new.db-shm", "new.db.write-lock")
    assert modes == dict.fromkeys(files, "0o600")


def test_a_database_file_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "old.db").touch(mode=0o640)
    old = create_app(make_config(f"sqlite:///{tmp_path / 'old.db'}", tmp_path))
    with old.app_context():
        db.create_all()
        db.engine.dispose()

    assert (tmp_path / "old.db").stat().st_mode & 0o777 == 0o640
