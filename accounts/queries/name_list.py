"""What a pasted list of names would become in a class, shown before anything is made."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from accounts.queries.joining import folded_names
from accounts.queries.names import TakenNames
from accounts.relations import require_class
from domain.errors import Refusal
from domain.name_lists import ColumnOrder, ParsedName, split_names
from domain.names import NameProblem, fold
from domain.people import Actor, Role
from domain.permissions import Action
from models.classes import Enrolment, SchoolClass
from models.people import Membership, Person
from models.session import db

NAMES_AT_MOST = 100
"""So many names a pasted list may have: a class and a half, and their passphrases take seconds."""


@dataclass(frozen=True)
class Namesake:
    """A student of the school, in other classes or none, who has a name of the list.

    `is_pasted`: the list has the user name or e-mail address beside the name.
    """

    id: UUID
    display_name: str
    sign_in_name: str
    email: str | None
    class_names: tuple[str, ...]
    is_pasted: bool = False


@dataclass(frozen=True)
class NameRow:
    """One pasted name: what is wrong with it, the user name it would get, and who may be meant."""

    parsed: ParsedName
    is_in_class: bool
    sign_in_name: str | None
    namesakes: tuple[Namesake, ...]

    @property
    def ticked(self) -> str:
        """What ticking this row sends: the name as it is written, a tab, and its user name."""
        return f"{self.parsed.written}\t{self.sign_in_name}"

    @property
    def is_meant_twice(self) -> bool:
        """Whether making it would give the class two students of this name."""
        return self.is_in_class or self.parsed.problem is NameProblem.DUPLICATE


@dataclass(frozen=True)
class NameList:
    """A pasted list as the preview shows it, once it is clear which column is which."""

    rows: tuple[NameRow, ...]
    is_order_unclear: bool

    @property
    def is_usable(self) -> bool:
        return any(row.sign_in_name for row in self.rows)


def preview_names(
    actor: Actor, class_id: UUID, pasted: str, order: ColumnOrder | None = None
) -> NameList:
    """What a pasted list would become in this class; raises NotFound, Refusal if it is too long."""
    require_class(actor, class_id, Action.MANAGE_ROSTER)
    found = split_names(pasted, order)
    if len(found.names) > NAMES_AT_MOST:
        raise Refusal("too-many-names", field="names", most=NAMES_AT_MOST)
    listed = folded_names(class_id)
    namesakes = _namesakes(actor, {fold(each.name) for each in found.names} - listed)
    taken = TakenNames(class_id)
    lines = pasted.splitlines()
    return NameList(
        rows=tuple(
            NameRow(
                parsed=parsed,
                is_in_class=fold(parsed.name) in listed,
                sign_in_name=taken.propose(parsed.name) if _can_be_made(parsed.problem) else None,
                namesakes=tuple(
                    replace(each, is_pasted=_is_pasted(each, parsed, lines[parsed.line - 1]))
                    for each in namesakes.get(fold(parsed.name), ())
                ),
            )
            for parsed in found.names
        ),
        is_order_unclear=found.is_order_unclear,
    )


def _is_pasted(namesake: Namesake, parsed: ParsedName, line: str) -> bool:
    """Whether a line has the namesake's user name or address; the name itself may look like one."""
    words = Counter(re.split(r"[\s,;<>()\"]+", fold(line)))
    beside = words - Counter(fold(parsed.name).split())
    return any(fold(each) in beside for each in (namesake.sign_in_name, namesake.email) if each)


def _can_be_made(problem: NameProblem | None) -> bool:
    return problem in (None, NameProblem.DUPLICATE)


def _namesakes(actor: Actor, folded: Collection[str]) -> Mapping[str, list[Namesake]]:
    """The school's students with these names, by name: names fold alike only outside the database.

    Students alone: nobody who teaches too is put into a class by a list.
    """
    staff = select(Membership.person_id).where(Membership.role != Role.STUDENT.value)
    people = db.session.execute(
        select(Person.id, Person.display_name, Person.sign_in_name, Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.school_id == actor.school_id,
            Membership.role == Role.STUDENT.value,
            Person.archived_at.is_(None),
            Person.id.not_in(staff),
        )
        .order_by(Person.sign_in_key)
    )
    meant = [row for row in people if fold(row.display_name) in folded]
    classes = _class_names([row.id for row in meant])
    found: defaultdict[str, list[Namesake]] = defaultdict(list)
    for row in meant:
        namesake = Namesake(*row, class_names=tuple(classes[row.id]))
        found[fold(row.display_name)].append(namesake)
    return found


def _class_names(person_ids: Collection[UUID]) -> Mapping[UUID, list[str]]:
    rows = db.session.execute(
        select(Enrolment.person_id, SchoolClass.name)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(Enrolment.person_id.in_(person_ids), Enrolment.left_at.is_(None))
        .order_by(SchoolClass.name)
    )
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for person_id, name in rows:
        found[person_id].append(name)
    return found
