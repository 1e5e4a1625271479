"""Every template is used by something, and parses."""

import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
_NAMES = re.compile(r"""["']([a-z_]+/[a-z_/0-9]+\.html)["']""")
# Chosen at run time by the kind of a question or the status of an error.
_BY_NAME = re.compile(r"^(question_kinds/[a-z_]+/(take|review|author)|errors/\d{3})\.html$")

pytestmark = pytest.mark.pure


def named_anywhere() -> set[str]:
    """Template names that stand in code or in another template."""
    sources = [*TEMPLATES.rglob("*.html")]
    for feature in ("accounts", "admin", "classes", "lessons", "progress", "quizzes", "web"):
        sources += (ROOT / feature).rglob("*.py")
    return {name for source in sources for name in _NAMES.findall(source.read_text())}


def test_every_template_is_reachable() -> None:
    named = named_anywhere()
    all_templates = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}

    unused = {name for name in all_templates - named if not _BY_NAME.match(name)}

    assert unused == set()


def test_every_named_template_exists() -> None:
    missing = {name for name in named_anywhere() if not (TEMPLATES / name).exists()}

    assert missing == set()


def test_an_unknown_name_in_a_template_is_an_error(one_app: Flask) -> None:
    assert one_app.jinja_env.undefined.__name__ == "StrictUndefined"


def test_templates_name_their_words_in_full() -> None:
    """What they say is taken for HTML that we wrote: no variable may come to stand there."""
    by_variable = re.compile(r"\b(?:_|gettext|ngettext)\(\s*[^\s'\"]")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in TEMPLATES.rglob("*.html")
        for match in by_variable.finditer(path.read_text())
    ]

    assert found == []


def test_templates_hold_no_inline_script_or_style() -> None:
    forbidden = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in TEMPLATES.rglob("*.html")
        for match in forbidden.finditer(path.read_text())
    ]

    assert found == []
