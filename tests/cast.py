"""The people of every story. All of them, and their schools, are invented.

Northfield School (Chicago time)
    Ms. Okafor, administrator
    Mr. Rivera, teacher of "Civics 3": Maya, Jonas and Priya
    Ms. Chen, teacher of "History 5": Leo
Eastbrook School (New York time), which nobody from Northfield may see
    Mr. Haas, administrator
    Ms. Novak, teacher of "Government 1": Tom
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from domain.people import Actor, Role
from tests import factories

# A Tuesday morning in Chicago.
MORNING = datetime(2026, 9, 15, 14, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Ids of the schools, people and classes."""

    northfield: UUID
    eastbrook: UUID
    okafor: UUID
    rivera: UUID
    chen: UUID
    maya: UUID
    jonas: UUID
    priya: UUID
    leo: UUID
    haas: UUID
    novak: UUID
    tom: UUID
    civics: UUID  # Mr. Rivera's class
    history: UUID  # Ms. Chen's class
    government: UUID  # Ms. Novak's class, in the other school

    def actor(self, name: str) -> Actor:
        """The actor for "maya", "rivera" and so on."""
        role = _ROLES[name]
        elsewhere = name in {"haas", "novak", "tom"}
        return Actor(
            person_id=getattr(self, name),
            school_id=self.eastbrook if elsewhere else self.northfield,
            roles=frozenset({role}),
            display_name=_NAMES[name],
            school_name="Eastbrook School" if elsewhere else "Northfield School",
            time_zone="America/New_York" if elsewhere else "America/Chicago",
        )


_NAMES = {
    "okafor": "Ngozi Okafor",
    "rivera": "Daniel Rivera",
    "chen": "Lily Chen",
    "maya": "Student Maya",
    "jonas": "Student Jonas",
    "priya": "Student Priya",
    "leo": "Student Leo",
    "haas": "Peter Haas",
    "novak": "Jana Novak",
    "tom": "Student Tom",
}

_ROLES = {
    "okafor": Role.ADMINISTRATOR,
    "rivera": Role.TEACHER,
    "chen": Role.TEACHER,
    "maya": Role.STUDENT,
    "jonas": Role.STUDENT,
    "priya": Role.STUDENT,
    "leo": Role.STUDENT,
    "haas": Role.ADMINISTRATOR,
    "novak": Role.TEACHER,
    "tom": Role.STUDENT,
}


def gather(password_hash: str) -> Cast:
    """Write the cast into the open unit of work; everybody has the same password."""
    now = MORNING
    northfield = factories.school("Northfield School", now)
    eastbrook = factories.school("Eastbrook School", now, "America/New_York")
    people = {
        name: factories.person(
            eastbrook if name in {"haas", "novak", "tom"} else northfield,
            _NAMES[name],
            now,
            _ROLES[name],
            password_hash=password_hash,
        )
        for name in _NAMES
    }
    civics = factories.school_class(northfield, "Civics 3", "CVCP3333", now, people["rivera"])
    history = factories.school_class(northfield, "History 5", "HTRY5555", now, people["chen"])
    government = factories.school_class(eastbrook, "Government 1", "GVMT7777", now, people["novak"])
    factories.enrolment(northfield, civics, now, people["maya"], people["jonas"], people["priya"])
    factories.enrolment(northfield, history, now, people["leo"])
    factories.enrolment(eastbrook, government, now, people["tom"])
    return Cast(
        northfield=northfield,
        eastbrook=eastbrook,
        civics=civics,
        history=history,
        government=government,
        **people,
    )
