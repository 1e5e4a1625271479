"""Every kind of question has its templates and its script: adding a kind adds files."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from domain.question_kinds import all_kinds
from domain.question_kinds import kind as kind_named
from tests.domain.question_kinds.examples import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]
KINDS = [kind.name for kind in all_kinds()]

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("template", "macros"),
    [
        ("take", {"hint", "fields"}),
        ("review", {"answer", "review", "given", "right"}),
        ("author", {"name", "key", "paper", "paper_key"}),
    ],
)
def test_a_kind_has_its_templates(
    one_app: Flask, kind: str, template: str, macros: set[str]
) -> None:
    module = one_app.jinja_env.get_template(f"question_kinds/{kind}/{template}.html").module

    assert macros <= set(vars(module))


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_without_a_text_has_words(one_app: Flask, kind: str) -> None:
    own = kind_named(kind)
    author = one_app.jinja_env.get_template(f"question_kinds/{kind}/author.html").module
    with one_app.test_request_context():
        for meaning in own.meanings(own.parse(EXAMPLES[kind])):
            if not meaning.text:
                assert author.part(meaning.id).strip(), f"{kind}: no words for {meaning.id}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_script(kind: str) -> None:
    script = (ROOT / "static/js/quiz-kinds" / f"{kind}.js").read_text()

    assert "export" in script
    assert "read" in script
    assert "write" in script


def test_the_field_of_a_number_does_not_tell_its_sign(one_app: Flask) -> None:
    numeric = kind_named("numeric")
    take = one_app.jinja_env.get_template("question_kinds/numeric/take.html").module

    def fields(answer: str) -> str:
        body = numeric.parse({"answer": answer, "feedback": "Count again."})
        item = {"question": {"body": body}, "answer": None}
        with one_app.test_request_context():
            return take.fields(item, "q1", None)

    assert fields("5") == fields("-5")
    assert "inputmode" not in fields("5"), "a phone's pad of digits may have no minus sign"
