"""When right answers that wait for closing are shown: once nobody of the class can be at work."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from domain.access import AssignmentRules, Terms, release_time
from models.accommodations import AccommodationProfile
from models.assignments import Assignment, AssignmentOverride
from models.classes import Enrolment
from models.session import run
from progress.queries.terms import TERMS_COLUMNS, join_terms, terms_of

_OTHER_TERMS = join_terms(
    select(Assignment.id, *TERMS_COLUMNS).join(
        Enrolment,
        (Enrolment.class_id == Assignment.class_id) & Enrolment.left_at.is_(None),
    ),
    Enrolment.person_id,
).where(
    Assignment.id.in_(bindparam("ids", expanding=True)),
    or_(AssignmentOverride.person_id.is_not(None), AccommodationProfile.person_id.is_not(None)),
)
"""Those of whoever is in the class and has other terms than the class."""


def release_times(rules: Mapping[UUID, AssignmentRules]) -> dict[UUID, datetime | None]:
    """When each of these assignments shows its right answers, where they wait for closing.

    One statement at most. None is never by itself.
    """
    everybody = {
        assignment_id: [Terms(each)]
        for assignment_id, each in rules.items()
        if each.feedback.waits_for_closing
    }
    if everybody:
        for row in run(_OTHER_TERMS, {"ids": list(everybody)}):
            everybody[row.id].append(terms_of(row))
    return {assignment_id: release_time(terms) for assignment_id, terms in everybody.items()}
