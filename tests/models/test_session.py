import pytest
from flask import Flask
from sqlalchemy import select

from models.base import new_id
from models.people import School
from models.session import WriteOutsideUnitOfWork, db, unit_of_work
from tests.cast import MORNING, Cast


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


def test_units_do_not_nest(app: Flask) -> None:
    with unit_of_work(), pytest.raises(RuntimeError, match="already open"), unit_of_work():
        pass


def test_sqlite_is_durable(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        assert db.session.scalar(db.text("SHOW synchronous_commit")) == "on"
        return
    pragma = {
        name: db.session.scalar(db.text(f"PRAGMA {name}"))
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }

    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
