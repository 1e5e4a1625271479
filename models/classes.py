"""Classes, who teaches them and who is enrolled in them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class SchoolClass(Base):
    """A class of one school, joined by its code while the code is not locked."""

    __tablename__ = "classes"
    __table_args__ = (Index("ix_classes_school", "school_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    name: Mapped[str]
    join_code: Mapped[str] = mapped_column(unique=True)
    code_locked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class ClassTeacher(Base):
    """A teacher of a class; a class may have several."""

    __tablename__ = "class_teachers"
    __table_args__ = (Index("ix_class_teachers_person", "person_id"),)

    class_id: Mapped[UUID] = mapped_column(ForeignKey("classes.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    since: Mapped[datetime]


class Enrolment(Base):
    """A student's place in a class, from one moment and perhaps until another."""

    __tablename__ = "enrolments"
    __table_args__ = (
        UniqueConstraint("school_id", "class_id", "person_id", "enrolled_at"),
        Index("ix_enrolments_class", "class_id", "left_at"),
        Index("ix_enrolments_person", "person_id", "left_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    class_id: Mapped[UUID] = mapped_column(ForeignKey("classes.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    enrolled_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
