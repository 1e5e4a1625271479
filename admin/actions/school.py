"""Changing what a school is called and which clock it goes by."""

from datetime import datetime

from accounts.actions.acting import hold_actor
from admin.setting_up import checked_school_name, checked_time_zone
from domain.people import Actor
from models.audit import record
from models.people import School
from models.session import db
from progress.actions import school_clock_changed


def change_school(
    actor: Actor, now: datetime, *, name: str | None = None, time_zone: str | None = None
) -> None:
    """Give the actor's school another name or time zone; None leaves it. Raises Refusal.

    Moments are kept, and another clock shows them. Extra days and days late are counted by that
    clock, so everybody's results are worked out anew.
    """
    hold_actor(actor)
    school = db.session.get_one(School, actor.school_id, populate_existing=True)
    before = {"name": school.name, "time_zone": school.time_zone}
    after = {
        "name": school.name if name is None else checked_school_name(name),
        "time_zone": school.time_zone if time_zone is None else checked_time_zone(time_zone),
    }
    if after == before:
        return
    school.name, school.time_zone = after["name"], after["time_zone"]
    record(actor, "change-school", school.id, now, before=before, after=after)
    db.session.flush()
    if after["time_zone"] != before["time_zone"]:
        school_clock_changed(school.id)
