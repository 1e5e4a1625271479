"""What one student is granted in every assignment of a school; the reason is kept nowhere."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class AccommodationProfile(Base):
    """More time, attempts and days for one student. No row: none."""

    __tablename__ = "accommodation_profiles"

    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    time_percent: Mapped[int]  # of a time limit: 100, 125, 150 and so on
    extra_attempts: Mapped[int]
    extra_days: Mapped[int]
    hides_timer: Mapped[bool]
    updated_at: Mapped[datetime]
