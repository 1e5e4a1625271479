"""What people decided about answers that await one: a source that marking reads."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class PersonMark(Base):
    """One marking of one answer, never changed; the one with the highest `number` holds.

    It holds for the answer that was marked and for no other.
    """

    __tablename__ = "person_marks"
    __table_args__ = (UniqueConstraint("attempt_id", "position", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id"))
    position: Mapped[int]
    number: Mapped[int]  # 1 for the first marking of this question in this attempt
    answer: Mapped[dict[str, Any]]
    levels: Mapped[dict[str, Any]]  # by what was decided, in the kind's own ids
    comment: Mapped[str]
    marked_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    marked_at: Mapped[datetime]
