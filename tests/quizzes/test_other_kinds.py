"""A quiz of what is matched, sorted, typed, filled in and written: from start to report."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.client import Client, Page
from tests.quizzes.conftest import Assign, answers, attempts

Browser = Callable[..., Client]

RIGHT: dict[str, Any] = {
    "q1-first": "shared",
    "q1-second": "shared",
    "q1-third": "own",
    "q2-left-1": "left",
    "q2-left-2": "left",
    "q2-right-1": "right",
    "q2-right-2": "right",
    "q3": "1,234 votes",
    "q4": "The Moderator.",
    "q5-chosen": "right",
    "q5-typed": "Second",
    "q6-claim": "right",
    "q6-sentence": "support",
    "q7": "One line.\r\nAnother line.",
}
WRONG: dict[str, Any] = {
    **RIGHT,
    "q1-first": "spare",
    "q2-left-1": "right",
    "q3": "40",
    "q4": "the mayor",
    "q5-typed": "third",
    "q6-claim": "wrong-1",
}


@pytest.fixture
def begin(cast: Cast, browser_of: Browser, assign: Assign) -> Callable[..., Page]:
    """Open the quiz of these kinds and press Start."""
    assignment = assign("riverbend-kinds")

    def open_and_start(person: str = "maya") -> Page:
        browser = browser_of(getattr(cast, person))
        return browser.get(f"/assignments/{assignment}/quiz").press("Start")

    return open_and_start


@pytest.mark.parametrize("sign", ["\ue000", "\ue001", "\ue002"])
def test_a_sign_that_the_page_might_use_for_itself_stays_as_it_was_typed(
    begin: Callable[..., Page], sign: str
) -> None:
    typed = f"the {sign} moderator"
    page = begin().press("Save", fields={"q4": typed})

    assert page.soup.select_one("input[name=q4]")["value"] == typed
    page.press("Save")

    [attempt] = attempts()
    assert answers(attempt.id)[4] == {"text": typed}


def test_maya_answers_every_kind_and_sees_it_again(cast: Cast, begin: Callable[..., Page]) -> None:
    page = begin().press("Save", fields=RIGHT)

    assert "7 of 7 answered" in page.text
    [attempt] = attempts(person_id=cast.maya)
    assert answers(attempt.id) == {
        1: {"pairs": {"first": "shared", "second": "shared", "third": "own"}},
        2: {"groups": {"left-1": "left", "left-2": "left", "right-1": "right", "right-2": "right"}},
        3: {"number": "1,234 votes"},
        4: {"text": "The Moderator."},
        5: {"gaps": {"chosen": "right", "typed": "Second"}},
        6: {"claim": "right", "sentence": "support"},
        7: {"text": "One line.\nAnother line."},
    }
    form = page.form("Save").fields
    assert {name: form[name].replace("\n", "\r\n") for name in RIGHT} == RIGHT

    page.press("Save")
    assert answers(attempt.id)[3] == {"number": "1,234 votes"}, "nothing was changed"


def test_the_results_say_what_was_right_and_what_waits(begin: Callable[..., Page]) -> None:
    results = begin().press("Hand in", fields=RIGHT).press("Hand in")

    verdicts = [each.get_text(strip=True) for each in results.soup.select(".verdict")]
    assert verdicts == ["Right"] * 6 + ["Your teacher decides"]
    assert "The model answer of open-1." not in results.text, "it comes once hers is marked"
    assert "2 points: Names all of it" in results.text


def test_the_results_explain_each_wrong_part(begin: Callable[..., Page]) -> None:
    results = begin().press("Hand in", fields=WRONG).press("Hand in")

    for why in (
        "Why the first prompt does not go with the spare target.",
        "Why the first left item is not on the right.",
        "Why 40 is wrong.",
        "Why the mayor is wrong.",
        "Why third is wrong.",
        "Why the first wrong claim is wrong.",
    ):
        assert why in results.text
    verdicts = [each.get_text(strip=True) for each in results.soup.select(".verdict")]
    words = [" ".join(each.split()[:2]) for each in verdicts]
    part, wrong = "Partly right:", "Not right"
    assert words == [part, part, wrong, wrong, part, wrong, "Your teacher"]
    assert "Right answer: 1234 votes" in results.text
    assert "Right answer: The shared target" in results.text


def test_gaps_are_reviewed_within_their_sentence(begin: Callable[..., Page]) -> None:
    results = begin().press("Hand in", fields=WRONG).press("Hand in")

    sentence = results.soup.select_one("#q5 .cloze").get_text(" ", strip=True)
    assert sentence.startswith("The (1) first")
    assert "(2) third" in sentence


def test_nothing_answered_is_no_answer_and_no_fault(begin: Callable[..., Page]) -> None:
    asked = begin().press("Hand in")
    results = asked.press("Hand in as it is")

    verdicts = [each.get_text(strip=True) for each in results.soup.select(".verdict")]
    assert verdicts == ["No answer"] * 7


def test_an_answer_with_parts_left_out_is_begun_and_not_answered(
    begin: Callable[..., Page],
) -> None:
    left_out = {"q1-third": "", "q2-right-1": "", "q5-typed": "", "q6-sentence": ""}
    fields = {name: value for name, value in (RIGHT | left_out).items() if value}

    page = begin().press("Save", fields=fields)

    assert "3 of 7 answered, 4 partly" in page.text
    asked = page.press("Hand in")
    assert "3 of 7 answered, 4 partly." in asked.text
    assert "4 questions are partly answered Question 1" in asked.text
    assert "has no answer yet" not in asked.text
    assert "Every question has an answer" not in asked.text
    results = asked.press("Hand in as it is")
    assert "Partly right" in results.text


def test_a_near_miss_waits_for_the_teacher(begin: Callable[..., Page]) -> None:
    results = begin().press("Hand in", fields=RIGHT | {"q4": "the modreator"}).press("Hand in")

    assert "the modreator" in results.text
    verdicts = [each.get_text(strip=True) for each in results.soup.select(".verdict")]
    assert verdicts[3] == "Your teacher decides"


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("q3", "twelve <b>hundred</b>", "Write it as a number, such as 1,234 or 12.5."),
        ("q3", "1234 hands", "Write the number alone, or with votes, vote behind it."),
        ("q3", "1/5", "Write the number without a fraction bar"),
        ("q4", "x" * 201, "Use at most 200 characters. These are 201."),
        ("q5-typed", "y" * 300, "Use at most 200 characters. These are 300."),
        ("q7", "z" * 10_001, "Use at most 10000 characters. These are 10001."),
    ],
)
def test_what_is_refused_is_told_and_stays_where_it_was_typed(
    cast: Cast, begin: Callable[..., Page], field: str, typed: str, message: str
) -> None:
    fields = {"q1-first": "own", field: typed}

    page = begin().press("Save", status=422, fields=fields)

    assert message in page.soup.select_one(f"#{field.partition('-')[0]} .field-error").get_text()
    assert page.form("Save").fields[field] == typed
    [attempt] = attempts(person_id=cast.maya)
    assert answers(attempt.id) == {1: {"pairs": {"first": "own"}}}, "the others are saved"


@pytest.mark.parametrize("typed", ["שלום 🗳️", "نائب الرئيس", "e\u0301lecteur", "a & <b>"])
def test_any_script_survives(begin: Callable[..., Page], typed: str) -> None:
    page = begin().press("Save", fields={"q4": typed, "q5-typed": typed, "q7": typed})

    fields = page.form("Save").fields
    assert [fields[name] for name in ("q4", "q5-typed", "q7")] == [typed] * 3


def test_control_characters_are_left_out(cast: Cast, begin: Callable[..., Page]) -> None:
    page = begin()
    [attempt] = attempts(person_id=cast.maya)
    save = {"position": 4, "client": "tab-of-maya", "sequence": 1, "base": 0}

    reply = page.client.post_json(
        f"/attempts/{attempt.id}/answers", {**save, "answer": {"text": "mo\x00der\ud800ator"}}
    )

    assert reply.status_code == 200
    assert answers(attempt.id) == {4: {"text": "moderator"}}


def test_a_script_is_told_what_a_number_looks_like(cast: Cast, begin: Callable[..., Page]) -> None:
    page = begin()
    [attempt] = attempts(person_id=cast.maya)
    save = {"position": 3, "client": "tab-of-maya", "sequence": 1, "base": 0}

    reply = page.client.post_json(
        f"/attempts/{attempt.id}/answers", {**save, "answer": {"number": "many"}}
    )

    assert reply.status_code == 422
    assert reply.json["message"] == "Write it as a number, such as 1,234 or 12.5."


def test_a_teacher_reads_keys_mistakes_and_rubrics(cast: Cast, browser_of: Browser) -> None:
    page = browser_of(cast.rivera).get("/banks/riverbend-kinds")

    for text in (
        "Why the first prompt does not go with the spare target.",
        "The mayor opens the meeting.",
        "Also right: moderator",
        "A small slip in spelling waits for you to decide.",
        "May stand behind the number: votes, vote",
        "The first gap of cloze-1 is chosen, and the second gap is typed.",
        "Names the rule of open-1",
        "At most 60 words are asked for.",
    ):
        assert text in page.text


def test_a_paper_is_printed_with_its_key(cast: Cast, browser_of: Browser) -> None:
    page = browser_of(cast.rivera).get("/banks/riverbend-kinds/paper")

    assert "____ The first prompt of match-1" in page.text
    assert "(first / last)" in page.text or "(last / first)" in page.text
    key = page.soup.select_one("section.key").get_text(" ", strip=True)
    for text in ("1234 votes", "the moderator / moderator", "(1) first (2) second"):
        assert text in key


def test_the_report_names_the_wrong_parts_and_the_beliefs(
    cast: Cast, begin: Callable[..., Page], browser_of: Browser
) -> None:
    for person in ("maya", "jonas"):
        begin(person).press("Hand in", fields=WRONG).press("Hand in")
    [attempt] = attempts(person_id=cast.maya)
    rivera = browser_of(cast.rivera)

    page = rivera.get(f"/assignments/{attempt.assignment_id}/report")
    table = rivera.flask.get(f"/assignments/{attempt.assignment_id}/report.csv")

    shown = [
        "The first prompt of match-1, with the shared target: The spare target",
        "The first left item of group-1: Right",
        "40",
        "the mayor",
        "(2) third",
        "The first wrong claim of evidence-1",
    ]
    rows = list(csv.reader(io.StringIO(table.get_data(as_text=True).lstrip("\ufeff"))))
    for text in shown:
        assert text in page.text
        assert text in [row[3] for row in rows]
    assert "The clerk decides the vote." in page.text


def test_the_scoring_of_a_kind_is_told_beside_its_question(begin: Callable[..., Page]) -> None:
    page = begin()
    told = [
        str(asked.select_one("fieldset")["id"])
        for asked in page.soup.select(".asked:has(.scoring)")
    ]
    assert told == ["q1", "q2", "q5", "q6", "q7"]
