"""What a course rests on: objectives, misconceptions, facts, sources, terms and standards."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Course(Base):
    """A course, as its course.yaml was last published; its hash speaks for the glossary too."""

    __tablename__ = "courses"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    summary: Mapped[str]
    language: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    content_hash: Mapped[str]


class Objective(Base):
    """What a learner can do afterwards; mastery is kept per objective."""

    __tablename__ = "objectives"

    id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    lesson_id: Mapped[str]
    text: Mapped[str]
    position: Mapped[int]


class Misconception(Base):
    """A false belief that a wrong answer can show, why it is false, and what repairs it.

    A section repairs it for a reader; `repair_in_class` is what a lesson's notes tell teachers.
    """

    __tablename__ = "misconceptions"

    id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    belief: Mapped[str]
    truth: Mapped[str]
    repair_lesson_id: Mapped[str | None]
    repair_section_id: Mapped[str | None]
    notes_lesson_id: Mapped[str | None]
    repair_in_class: Mapped[str | None]


class Fact(Base):
    """A statement the course rests on; `sources` is a list of {source, at}."""

    __tablename__ = "facts"

    id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    text: Mapped[str]
    period: Mapped[str]
    sources: Mapped[list[Any]]


class Source(Base):
    """An original document that facts are taken from."""

    __tablename__ = "sources"

    id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    title: Mapped[str]
    publisher: Mapped[str]
    date: Mapped[str]
    kind: Mapped[str]


class GlossaryTerm(Base):
    """A term and its plain meaning."""

    __tablename__ = "glossary_terms"

    id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    term: Mapped[str]
    meaning: Mapped[str]


class Standard(Base):
    """A curriculum standard that a lesson covers."""

    __tablename__ = "standards"

    id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    framework: Mapped[str]
    text: Mapped[str]
