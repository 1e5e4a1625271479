"""What people do with accounts; each action flushes and leaves the commit to its caller."""

from accounts.actions.passwords import give_passphrase, set_own_password
from accounts.actions.people import create_person, enrol, rename_person
from accounts.actions.sessions import end_all_sessions, end_session, open_session

__all__ = [
    "create_person",
    "end_all_sessions",
    "end_session",
    "enrol",
    "give_passphrase",
    "open_session",
    "rename_person",
    "set_own_password",
]
