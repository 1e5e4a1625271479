"""What students hold against a question, and what their teacher answers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Challenge(Base):
    """A reason why a question of a handed-in attempt is wrong; it is answered once."""

    __tablename__ = "challenges"
    __table_args__ = (
        Index("ix_challenges_attempt", "attempt_id", "position"),
        Index("ix_challenges_class", "class_id", "answered_at"),
        Index("ix_challenges_question", "question_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    class_id: Mapped[UUID] = mapped_column(ForeignKey("classes.id"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id"))
    position: Mapped[int]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"))
    reason: Mapped[str]
    created_at: Mapped[datetime]
    is_accepted: Mapped[bool | None]  # None: nobody has answered yet
    reply: Mapped[str | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime | None]
