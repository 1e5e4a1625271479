"""The measure: the same three jobs as a bare Flask application, with none of the product's care.

The same server, settings, driver and database, but no sign-in, no permission, no CSRF token, no
checks, no log of what was answered and no results.
"""

import os
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    create_engine,
    event,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from admin.serving import serve

metadata = MetaData()

questions = Table(
    "bare_questions",
    metadata,
    Column("attempt_id", Uuid, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("stem", String, nullable=False),
    Column("options", JSON, nullable=False),  # pairs of id and text
    Column("chosen", JSON, nullable=False),  # ids of options
)
answers = Table(
    "bare_answers",
    metadata,
    Column("attempt_id", Uuid, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("answer", JSON, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
)
marks = Table(
    "bare_marks",
    metadata,
    Column("attempt_id", Uuid, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("right", Integer, nullable=False),
)


def bare_engine(url: str) -> Engine:
    """The database, as durable as the product's."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _entry: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def create_app() -> Flask:
    """The bare application on DATABASE_URL."""
    app = Flask(__name__, template_folder=".")
    engine = bare_engine(os.environ["DATABASE_URL"])
    dialect: Any = postgresql if engine.dialect.name == "postgresql" else sqlite

    @app.get("/sign-in")
    def ready() -> ResponseReturnValue:
        return "ready"

    @app.get("/attempts/<uuid:attempt_id>")
    def page(attempt_id: UUID) -> ResponseReturnValue:
        statement = (
            select(questions)
            .where(questions.c.attempt_id == attempt_id)
            .order_by(questions.c.position)
        )
        with engine.connect() as connection:
            rows = connection.execute(statement).all()
        return render_template("bare_page.html", rows=rows)

    @app.post("/attempts/<uuid:attempt_id>/answers")
    def save(attempt_id: UUID) -> ResponseReturnValue:
        sent = request.get_json()
        statement = dialect.insert(answers).values(
            attempt_id=attempt_id,
            position=sent["position"],
            answer=sent["answer"],
            saved_at=datetime.now(UTC),
        )
        upsert = statement.on_conflict_do_update(
            index_elements=["attempt_id", "position"],
            set_={name: statement.excluded[name] for name in ("answer", "saved_at")},
        )
        with engine.begin() as connection:
            connection.execute(upsert)
        return jsonify(saved=True)

    @app.post("/attempts/<uuid:attempt_id>/submit")
    def submit(attempt_id: UUID) -> ResponseReturnValue:
        rows = [
            {"attempt_id": attempt_id, "position": position, "right": 1}
            for position in range(1, 21)
        ]
        with engine.begin() as connection:
            connection.execute(insert(marks), rows)
        return "handed in", 201

    return app


if __name__ == "__main__":
    serve(
        os.environ["HOST"],
        int(os.environ["PORT"]),
        int(os.environ["WORKERS"]),
        target="bench.bare_app:create_app",
    )
