"""Changing what a school is called and which clock it goes by."""

from datetime import datetime

from accounts.actions.acting import hold_actor
from admin.setting_up import checked_school_name, checked_time_zone
from domain.people import Actor
from models.audit import record
from models.people import School
from models.session import db


def change_school(actor: Actor, name: str, time_zone: str, now: datetime) -> None:
    """Give the actor's school this name and time zone; raises Refusal.

    Moments are kept as they are: only the clock that shows them is another one.
    """
    after = {"name": checked_school_name(name), "time_zone": checked_time_zone(time_zone)}
    hold_actor(actor)
    school = db.session.get_one(School, actor.school_id, populate_existing=True)
    before = {"name": school.name, "time_zone": school.time_zone}
    if after == before:
        return
    school.name, school.time_zone = after["name"], after["time_zone"]
    record(actor, "change-school", school.id, now, before=before, after=after)
    db.session.flush()
