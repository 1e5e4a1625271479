"""Names and passwords as they may be stored; everything else is refused with a reason."""

from collections.abc import Iterable

from domain.errors import Refusal
from domain.names import display_name_problem, sign_in_name_problem, tidy_display_name
from domain.passphrases import password_problems


def checked_display_name(text: str, field: str = "display_name") -> str:
    """The name as it is stored; raises Refusal for `field`."""
    name = tidy_display_name(text)
    problem = display_name_problem(name)
    if problem is not None:
        raise Refusal(_code("display-name", problem), field=field)
    return name


def checked_family_name(text: str | None, display_name: str) -> str | None:
    """The end of the name that people are sorted by; None for what is no end of it."""
    name = tidy_display_name(text or "")
    return name if name and display_name.endswith(name) else None


def checked_sign_in_name(text: str, field: str = "sign_in_name") -> str:
    """The user name as it is stored; raises Refusal for `field`."""
    name = text.strip()
    problem = sign_in_name_problem(name)
    if problem is not None:
        raise Refusal(_code("sign-in-name", problem), field=field)
    return name


def checked_email(text: str | None, field: str = "email") -> str | None:
    """The e-mail address, None for an empty one; raises Refusal for `field`."""
    address = (text or "").strip()
    if not address:
        return None
    name, at, host = address.partition("@")
    spaced = any(each.isspace() for each in address)
    if not (name and at and "." in host) or "@" in host or spaced or len(address) > 254:
        raise Refusal("email-malformed", field=field)
    return address


def check_password(password: str, names: Iterable[str], field: str = "password") -> None:
    """Raise Refusal for `field` where somebody with these names may not use the password."""
    for problem in password_problems(password, names):
        raise Refusal(_code("", problem), field=field)


def _code(what: str, problem: str) -> str:
    return f"{what}-{problem}".replace("_", "-").strip("-")
