"""Junk at every endpoint, as everybody: never a 500, a stack trace, a way out or a broken page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException

from tests.client import Form, Page
from tests.house_rules import junk
from tests.house_rules.matrix import COLUMNS, JSON, ROWS, Row, request_of
from tests.house_rules.world import VISITORS, Commits, Visitor, World

pytestmark = pytest.mark.slow

GETS = [row for row in ROWS if row.method == "GET"]
POSTS = [row for row in ROWS if row.method == "POST"]
PLAIN_POSTS = [row for row in POSTS if not row.variant]
# Names that pages read from the query, sent to every page.
QUERY_NAMES = (
    "next sort again assignment lesson quiz gone kind page part person q question role v"
).split()

# Whose pages are searched for forms; the others see no other ones.
AUTHORS = {"nobody", "maya", "rivera", "okafor"}

# Forms that show only in a state that the world is not in, and what is sent by scripts: who may
# send them, and their fields.
HIDDEN_FORMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "accounts.choose_password": ("newcomer", ("password", "next", "resend")),
    "accounts.clear_delay": ("rivera", ()),
    "accounts.make_accounts": ("rivera", ("key", "name", "double", "who-1")),
    "admin.restore_person": ("okafor", ()),
    "admin.try_demo": ("nobody", ()),
    "classes.extra_attempt": ("rivera", ("beyond",)),
    "classes.give_again": ("rivera", ()),
    "classes.restore": ("rivera", ()),
    "classes.take_off": ("rivera", ()),
    "quizzes.begin": ("maya", ()),
    "quizzes.check_sending": ("maya", ()),
    "quizzes.decide_late_answers": ("rivera", ("answers", "reason", "decision")),
    "quizzes.save_answer": ("maya", ()),
    "quizzes.save_flag": ("maya", ()),
}


def rounds(examples: int) -> settings:
    """So many examples, the same in every run."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@dataclass(frozen=True)
class Shot:
    """A form as it stands on a page, and whose browser shows it."""

    who: str
    address: str
    fields: dict[str, list[str]]


@pytest.fixture(scope="module")
def forms(one_app: Flask, world: World, visitors: dict[str, Visitor]) -> dict[str, list[Shot]]:
    """Every form that somebody finds on a page, by the endpoint that it is sent to."""
    found: dict[str, list[Shot]] = defaultdict(list)
    for row in GETS:
        for (who, sphere), cell in zip(COLUMNS, row.cells, strict=True):
            if cell != "ok" or sphere != "own" or who not in AUTHORS:
                continue
            request = request_of(one_app, world, row, sphere)
            visitor = visitors[who]
            response = visitor.open(request.address, query_string=request.query)
            page = Page(visitor.client, request.address, response)
            for endpoint, shot in _forms_of(one_app, who, page):
                if shot not in found[endpoint]:
                    found[endpoint].append(shot)
    return found


def _forms_of(app: Flask, who: str, page: Page) -> Iterator[tuple[str, Shot]]:
    adapter = app.url_map.bind("localhost")
    for tag in page.soup.select("form[method=post]"):
        address = str(tag.get("action") or page.path).partition("#")[0]
        try:
            endpoint, _ = adapter.match(address.partition("?")[0], method="POST")
        except HTTPException:
            continue
        fields = {str(control["name"]): [""] for control in tag.select("[name]")} | Form(
            page, tag, None
        ).fields.to_dict(flat=False)
        fields.pop("csrf_token", None)
        yield endpoint, Shot(who, address, fields)


@pytest.fixture
def shots(one_app: Flask, world: World, forms: dict[str, list[Shot]], commits: Commits) -> Any:
    """For a row: the forms that lead there, and bare requests of those who find none."""

    def gather(row: Row) -> st.SearchStrategy[Shot]:
        bare = [
            Shot(who, request.address, junk.as_lists(request.query | request.fields))
            for who, sphere in COLUMNS
            for request in [request_of(one_app, world, row, sphere)]
        ]
        if row.endpoint in HIDDEN_FORMS:
            who, names = HIDDEN_FORMS[row.endpoint]
            address = request_of(one_app, world, row, "own").address
            found = [Shot(who, address, {name: [""] for name in names})]
        else:
            found = forms.get(row.endpoint, bare)
        return st.one_of(st.sampled_from(found), st.sampled_from(found), st.sampled_from(bare))

    return gather


def test_every_form_of_the_product_is_found(forms: dict[str, list[Shot]]) -> None:
    assert {row.endpoint for row in POSTS} - set(forms) == set(HIDDEN_FORMS)


@pytest.mark.parametrize("row", POSTS, ids=str)
def test_junk_in_a_form(row: Row, shots: Any, visitors: dict[str, Visitor]) -> None:
    @rounds(8)
    @given(data=st.data(), shot=shots(row))
    def throw(data: st.DataObject, shot: Shot) -> None:
        fields = data.draw(junk.spoiled(shot.fields))
        visitor = visitors[shot.who]
        response = visitor.post(shot.address, fields)
        assert junk.faults(shot.address, response) == []
        if response.status_code in {400, 409, 422}:  # a page that may show what was sent
            assert junk.page_faults(visitor.client, shot.address, response) == []
            assert junk.forgotten(Page(visitor.client, shot.address, response), fields) == []

    throw()


@pytest.mark.parametrize("row", PLAIN_POSTS, ids=str)
def test_junk_as_json(row: Row, shots: Any, visitors: dict[str, Visitor]) -> None:
    known = JSON.get(row.endpoint, {})
    bodies = (
        junk.jsons
        if not known
        else st.one_of(
            junk.jsons,
            st.fixed_dictionaries(
                {name: st.one_of(st.just(value), junk.jsons) for name, value in known.items()}
            ),
        )
    )

    @rounds(40 if known else 2)
    @given(body=bodies, shot=shots(row))
    def throw(body: object, shot: Shot) -> None:
        response = visitors[shot.who].post_json(shot.address, body)
        assert junk.faults(shot.address, response) == []

    throw()


@pytest.mark.parametrize("row", GETS, ids=str)
def test_junk_in_a_query(row: Row, shots: Any, visitors: dict[str, Visitor]) -> None:
    @rounds(4)
    @given(
        shot=shots(row),
        query=st.dictionaries(
            st.one_of(st.sampled_from(QUERY_NAMES), junk.texts), junk.values, max_size=3
        ),
    )
    def throw(shot: Shot, query: dict[str, Any]) -> None:
        response = visitors[shot.who].open(shot.address, query_string={**shot.fields, **query})
        assert junk.faults(shot.address, response) == []

    throw()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_junk_in_an_address(
    method: str, one_app: Flask, visitors: dict[str, Visitor], commits: Commits
) -> None:
    rules = {
        str(rule.rule)
        for row in ROWS
        if row.method == method
        for rule in one_app.url_map.iter_rules(row.endpoint)
        if rule.arguments
    }
    part = st.one_of(junk.texts.map(lambda text: text[:300]), st.uuids().map(str))

    @rounds(80)
    @given(data=st.data(), who=st.sampled_from(VISITORS), rule=st.sampled_from(sorted(rules)))
    def throw(data: st.DataObject, who: str, rule: str) -> None:
        steps = [
            quote(data.draw(part), safe="") if step.startswith("<") else step
            for step in rule.split("/")
        ]
        visitor, address = visitors[who], "/".join(steps)
        response = visitor.post(address) if method == "POST" else visitor.open(address)
        assert junk.faults(address, response) == []

    throw()


def _assigning(world: World, sphere: str) -> dict[str, Any]:
    return {
        "classes": str(getattr(world, sphere).class_id),
        "activities": f"lesson:{world.course.lesson_id}",
        "opens_at": "2026-09-15T09:00",
        "attempts": "1",
        "feedback_policy": "after_submission",
        "score_rule": "best",
        "closing_policy": "full_time",
        "late": "mark_late",
    }


@pytest.mark.parametrize(
    ("sphere", "status", "kept"), [("own", 302, 1), ("same_school", 422, 0), ("elsewhere", 422, 0)]
)
def test_only_own_classes_are_assigned_to(
    sphere: str,
    status: int,
    kept: int,
    world: World,
    visitors: dict[str, Visitor],
    commits: Commits,
) -> None:
    response = visitors["rivera"].post("/assign", _assigning(world, sphere))

    assert (response.status_code, commits.count) == (status, kept)


@pytest.mark.parametrize("roles", ["student", "owner", ["teacher", "owner"], []])
def test_nobody_is_given_a_role_that_is_not_offered(
    roles: Any, visitors: dict[str, Visitor], commits: Commits
) -> None:
    fields = {"display_name": "Eve Jones", "sign_in_name": "eve", "roles": roles}

    response = visitors["okafor"].post("/school/people/new", fields)

    assert (response.status_code, commits.count) == (422, 0)
