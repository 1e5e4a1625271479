"""Questions on the command line: a bad answer is refused at once, and asked for again."""

from collections.abc import Callable

import click

from domain.errors import Refusal
from web.wording import word

Check = Callable[[str], str]


def answer(
    option: str, given: str | None, question: str, check: Check, *, hidden: bool = False
) -> str:
    """What the option says, or else what is typed; `check` returns it as it shall be used.

    A bad option ends the command with one line. What is hidden is asked for twice.
    """
    if given is None:
        return _ask(question, check, hidden)
    try:
        return check(given)
    except Refusal as refusal:
        raise click.ClickException(f"{option}: {word(refusal)} Nothing was changed.") from refusal


def _ask(question: str, check: Check, hidden: bool) -> str:
    while True:
        typed = _typed(question, hidden)
        try:
            good = check(typed)
        except Refusal as refusal:
            click.echo(word(refusal), err=True)
            continue
        if not hidden or _typed("Repeat it", hidden) == typed:
            return good
        click.echo("The two do not match. Type the same one twice.", err=True)


def _typed(question: str, hidden: bool) -> str:
    """One answer, also an empty one: click would ask again without a word."""
    return str(click.prompt(question, default="", show_default=False, hide_input=hidden))
