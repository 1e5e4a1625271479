"""YAML is read as plain data with lines, and nothing that could do harm is read at all."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.reading import (
    LARGEST_FILE,
    Unreadable,
    read_csv,
    read_text,
    read_yaml,
    split_front_matter,
)


def refusal(text: str) -> tuple[str, int]:
    with pytest.raises(Unreadable) as caught:
        read_yaml(text, "file.yaml")
    return caught.value.fault.code, caught.value.fault.line


def test_everything_knows_its_line() -> None:
    marked = read_yaml("id: a\noptions:\n  - id: b\n    text: >-\n      two\n      lines\n", "f")
    assert marked.value == {"id": "a", "options": [{"id": "b", "text": "two lines"}]}
    assert marked.line("options", 0, "text") == 4
    assert marked.at("options").at(0).line("text") == 4
    assert marked.line("options", 0, "feedback") == 3, "what is missing stands where it belongs"
    assert read_yaml("id: a", "f", first_line=40).line("id") == 40


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: a\ntitle: Quiz: the day\n", 2),
        ('id: a\ntitle: "The day\n', 3),
        ("id: a\noptions: [b, c\nstem: d\n", 3),
        ("id: a\n  title: b\n", 2),
    ],
    ids=["colon", "quotes", "bracket", "indentation"],
)
def test_what_is_no_yaml_is_told_with_what_usually_helps(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read_yaml(text, "file.yaml")
    fault = caught.value.fault
    assert (fault.code, fault.line) == ("bad_yaml", line)
    assert "Check the quotes, brackets and indentation of this line" in fault.message
    assert fault.message.endswith("a text with a colon in it needs quotes.")


def test_words_and_dates_stay_text() -> None:
    values = read_yaml("[no, yes, on, 2:12, 2022-12-29, 'true', \"5\", 12e]", "f").value
    assert values == ["no", "yes", "on", "2:12", "2022-12-29", "true", "5", "12e"]
    assert read_yaml("[true, false, 5, -2, 19.8, null, ~, ]", "f").value == (
        [True, False, 5, -2, 19.8, None, None]
    )


def test_a_field_written_twice_is_refused_where_it_stands() -> None:
    assert refusal("id: a\ntitle: b\nid: c\n") == ("duplicate_key", 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x [1]\nb: *x", "alias"),
        ("a: *x", "alias"),
        ("<<: *x", "alias"),
        ("a: !!python/object/apply:os.system [ls]", "tag"),
        ("a: !thing b", "tag"),
        ("[" * 2000 + "]" * 2000, "too_deep"),
        ("a: 1\n---\nb: 2", "two_documents"),
        ("[a]: b", "bad_key"),
        ("a: [1", "bad_yaml"),
        ("a:\tb\n\t- c", "bad_yaml"),
        ("a: \x00", "bad_yaml"),
        ('summary: "A town.\\0"', "bad_character"),
        ("summary: '\x9f'", "bad_yaml"),
        ("- a\n" * 50_001, "too_large"),
    ],
)
def test_hostile_text_is_refused(text: str, code: str) -> None:
    assert refusal(text)[0] == code


def test_a_csv_file_with_too_many_values_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_csv("a,b\n" + "1,2\n" * 25_001, "votes.csv")
    assert (caught.value.fault.code, caught.value.fault.line) == ("too_large", 25_002)


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))
    started = time.process_time()
    assert refusal("a0: &a0 [x]\n" + levels)[0] == "alias"
    assert time.process_time() - started < 1


def test_an_escaped_control_character_is_refused_where_it_stands() -> None:
    assert refusal('id: a\nsummary: "An invented\\0 town."\n') == ("bad_character", 2)
    assert refusal('id: a\n"na\\x07me": b\n') == ("bad_character", 2)
    assert refusal('- a\n- b\n- "\\ud800"\n') == ("bad_yaml", 3)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Unreadable):
        read_yaml(text, "f")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfe", "not_utf8"), (b"a" * (LARGEST_FILE + 1), "too_large"), (None, "no_file")],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "bank.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        read_text(path, "bank.yaml")
    assert caught.value.fault.code == code


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_bytes("\ufeffid: a\r\ntitle: b\r\n".encode())
    assert read_yaml(read_text(path, "f"), "f").value == {"id": "a", "title": "b"}


def test_a_control_character_in_a_file_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "lesson.md"
    path.write_bytes(b"---\nid: a\n---\n\nA tab\tis fine.\nA bell \x07 is not.\n")
    with pytest.raises(Unreadable) as caught:
        read_text(path, "lesson.md")
    assert (caught.value.fault.code, caught.value.fault.line) == ("bad_character", 6)
    assert "U+0007" in caught.value.fault.message


def test_front_matter_and_text_keep_their_lines() -> None:
    front, text, first_line = split_front_matter("---\nid: a\n---\n\n## Title\n", "f")
    assert front.value == {"id": "a"}
    assert front.line("id") == 2
    assert text.split("\n")[5 - first_line] == "## Title"


@pytest.mark.parametrize("text", ["", "id: a\n", "---\nid: a\n"])
def test_front_matter_must_open_and_close(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        split_front_matter(text, "f")
    assert caught.value.fault.code == "no_front_matter"
