"""Markdown of lessons and questions, and the only HTML that may come out of it."""

from collections.abc import Sequence
from html import escape
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin

CONTAINERS: Final = ("then-and-now", "then", "now")
SPAN_MARKS: Final = ("id", "facts", "term")

_INLINE_TAGS: Final = {"em", "strong", "br", "code"}


def clean_inline(html: str) -> str:
    """Return HTML of a stem or an explanation with emphasis alone."""
    return nh3.clean(html, tags=_INLINE_TAGS, attributes={}, link_rel=None)


def lesson_parser() -> MarkdownIt:
    """Return a parser for lessons: CommonMark without HTML, tables, marks and containers."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    attrs_plugin(parser, after=(), spans=True, allowed=SPAN_MARKS)
    for name in CONTAINERS:
        container_plugin(parser, name, render=_container)
    parser.core.ruler.before("inline", "heading_ids", _take_heading_ids)
    return parser


def _take_heading_ids(state: StateCore) -> None:
    """Take `{#id}` off the end of each level-two heading and keep it with the heading."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and opening.tag == "h2":
            title, mark, rest = inline.content.rpartition("{#")
            if mark and rest.rstrip().endswith("}"):
                opening.meta["id"] = rest.rstrip()[:-1].strip()
                inline.content = title.rstrip()


def _container(_renderer: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    token = tokens[at]
    if token.nesting < 0:
        return "</div>\n"
    name = container_name(token)
    title = container_title(token)
    heading = f"<h3>{escape(title)}</h3>\n" if name != "then-and-now" else ""
    return f'<div class="{name}">\n{heading}'


def container_name(token: Token) -> str:
    """Return which block a container token opens or closes."""
    return token.type.removeprefix("container_").removesuffix("_open").removesuffix("_close")


def container_title(token: Token) -> str:
    """Return the heading on the opening line of a container."""
    return token.info.strip().removeprefix(container_name(token)).strip()


_inline: Final = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink"])


def inline_html(text: str) -> str:
    """Return the HTML of a stem or an explanation: words with emphasis."""
    return clean_inline(_inline.renderInline(text)).strip()


def inline_text(text: str) -> str:
    """Return a stem or an explanation as plain words."""
    tokens = _inline.parseInline(text)
    return plain_text(tokens[0].children or [] if tokens else [])


def plain_text(tokens: Sequence[Token]) -> str:
    """Return the words of inline tokens, without marks."""
    return " ".join("".join(map(_words, tokens)).split())


def _words(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline"} else ""
