"""What a stranger may know of the installation."""

from sqlalchemy import select

from models.people import School
from models.session import db


def only_school_name() -> str | None:
    """The name of the installation's school, None where it has several or none."""
    names = db.session.scalars(select(School.name).limit(2)).all()
    return names[0] if len(names) == 1 else None
