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
        return str(
            click.prompt(
                question,
                value_proc=lambda typed: _typed(typed, check, hidden),
                hide_input=hidden,
                confirmation_prompt=hidden,
            )
        )
    try:
        return check(given)
    except Refusal as refusal:
        raise click.ClickException(f"{option}: {word(refusal)} Nothing was changed.") from refusal


def _typed(text: str, check: Check, hidden: bool) -> str:
    try:
        return check(text)
    except Refusal as refusal:
        if hidden:  # then click says only that something is wrong
            click.echo(word(refusal), err=True)
        raise click.UsageError(word(refusal)) from refusal
