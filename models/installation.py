"""Which kind of installation this database belongs to, written once on an empty one."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class InstallationKind(StrEnum):
    DEMO = "demo"
    REAL = "real"


class Installation(Base):
    """The single row that keeps demo and real apart for ever."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    kind: Mapped[str]
    created_at: Mapped[datetime]
