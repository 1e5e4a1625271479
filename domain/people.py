"""Who acts: roles and the person behind a request or a command."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person is in one school."""

    STUDENT = "student"
    TEACHER = "teacher"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Actor:
    """The signed-in person, in the school they act for, with their roles there."""

    person_id: UUID
    school_id: UUID
    roles: frozenset[Role]
    display_name: str
    school_name: str
    time_zone: str

    @property
    def is_student(self) -> bool:
        return Role.STUDENT in self.roles

    @property
    def is_teacher(self) -> bool:
        return Role.TEACHER in self.roles

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles
