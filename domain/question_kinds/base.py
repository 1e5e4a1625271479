"""What every kind of question offers, and the values it speaks in."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any, ClassVar, Final, Generic, NamedTuple, TypeAlias, TypeVar

from domain.errors import Refusal

Path: TypeAlias = tuple[str | int, ...]
"""Where in the question: `("options", 2, "feedback")`."""

Response: TypeAlias = Mapping[str, Any]
"""A learner's answer as plain JSON in the kind's own shape, such as `{"choice": id}`."""

FormValues: TypeAlias = Mapping[str, Sequence[str]]
"""The form values of one question: under '' its own, under a part's id that part's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right in a question: where, which (a code), and what fills the wording."""

    path: Path
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


class InvalidQuestion(ValueError):
    """A question that cannot be used; `findings` names every fault at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = tuple(findings)


class InvalidResponse(Refusal):
    """An answer that this question cannot have.

    Codes: malformed_answer, unknown_option, repeated_option, several_choices, incomplete_order,
    bad_position, repeated_position, answer_too_long, not_a_number, fraction_not_taken,
    unknown_unit, and those a kind adds; `web.wording` has a sentence for each.
    """


class Choice(NamedTuple):
    """One thing the learner sees; the page words the id where `text` is empty."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one part of an answer means by itself; `text` is '' where the page words the id."""

    id: str
    text: str
    is_right: bool
    feedback: str = ""
    misconceptions: tuple[str, ...] = ()


class Remark(NamedTuple):
    """What to tell about one option or part of the answer, or all of it where `option` is ''."""

    option: str
    text: str


class Level(NamedTuple):
    """One way to decide; the page words the id where `text` is empty."""

    id: str
    text: str
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing for a person to decide about an answer; `text` is '' where it is the only one."""

    id: str
    text: str
    levels: tuple[Level, ...]


AS_RIGHT: Final = "right"
RIGHT_OR_WRONG: Final = (Level(AS_RIGHT, ""), Level("wrong", ""))


class InvalidMarking(Refusal):
    """Levels that do not decide about an answer. Codes: not_decided, unknown_level."""


def check_levels(decisions: Sequence[Decision], levels: Mapping[str, str]) -> None:
    """Raise `InvalidMarking` unless there is a known level for each decision."""
    for decision in decisions:
        if decision.id not in levels:
            raise InvalidMarking("not_decided", field=decision.id, what=decision.text)
        if levels[decision.id] not in {level.id for level in decision.levels}:
            raise InvalidMarking("unknown_level", field=decision.id, what=decision.text)


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth, from 0 to 1, and what it shows.

    `chosen` names the parts of the answer, for counting: ids of choices or of meanings. An answer
    that awaits a person earns nothing yet.
    """

    fraction: Fraction
    is_answered: bool
    awaits_person: bool = False
    chosen: tuple[str, ...] = ()
    feedback: tuple[Remark, ...] = ()
    misconceptions: tuple[str, ...] = ()


NOT_ANSWERED = Mark(Fraction(0), is_answered=False)

Body = TypeVar("Body")


class Kind(ABC, Generic[Body]):
    """A kind of question. `Body` is its own part of a question, frozen and checked."""

    name: ClassVar[str]
    schema: ClassVar[Mapping[str, Any]]
    """What the published JSON Schema says of the kind's own fields: `properties`, `required`.

    A field may refer to `#/$defs/id`, `text` and `misconception`, and to `#/$defs/option`.
    """

    needs_person: ClassVar[bool] = False
    """Whether every answer waits for somebody to mark it; such a question is no check."""

    may_need_person: ClassVar[bool] = False
    """Whether some answers wait for somebody to mark them."""

    @property
    def fields(self) -> frozenset[str]:
        """The names in a question's mapping that belong to the kind; it reads no others."""
        return frozenset(self.schema["properties"])

    @abstractmethod
    def parse(self, raw: Mapping[str, object]) -> Body:
        """Read the kind's own fields of a question in the content format.

        Raises `InvalidQuestion` with every fault found.
        """

    @abstractmethod
    def to_json(self, body: Body) -> dict[str, Any]:
        """Return the body as plain JSON values, in the shape of the content format."""

    @abstractmethod
    def from_json(self, data: Mapping[str, Any]) -> Body:
        """Return the body that `to_json` wrote; rules made since then are not applied."""

    @abstractmethod
    def choices(self, body: Body) -> tuple[Choice, ...]:
        """Return what the learner sees, in written order."""

    @abstractmethod
    def shuffle(self, body: Body, random: Random) -> tuple[str, ...]:
        """Return the ids in an order to show them in that says nothing about the key."""

    @abstractmethod
    def read(self, body: Body, values: FormValues) -> Response | None:
        """Return the answer in a form's values, None where nothing was chosen.

        Raises `InvalidResponse`.
        """

    @abstractmethod
    def read_json(self, body: Body, value: object) -> Response | None:
        """Return the answer in any JSON value, None where nothing was chosen.

        Raises `InvalidResponse`, and nothing else whatever the value.
        """

    def is_whole(self, body: Body, response: Response) -> bool:
        """Whether no part of an answer is left out; such an answer may still be wrong."""
        return True

    @abstractmethod
    def mark(self, body: Body, response: Response | None) -> Mark:
        """Mark an answer that `read` or `read_json` returned for this body."""

    def decisions(self, body: Body, response: Response) -> tuple[Decision, ...]:
        """Return what there is to decide about an answer that awaits a person."""
        return ()

    def mark_as_decided(self, body: Body, response: Response, levels: Mapping[str, str]) -> Mark:
        """Mark an answer that awaits a person by a level for each decision, by their ids.

        Raises `InvalidMarking`.
        """
        return self.mark(body, response)

    @abstractmethod
    def key_response(self, body: Body) -> Response:
        """Return the right answer."""

    @abstractmethod
    def mistakes(self, body: Body) -> tuple[Response, ...]:
        """Return an answer that is not fully right for each way the question knows to go wrong."""

    @abstractmethod
    def in_words(self, body: Body, response: Response) -> tuple[str, ...]:
        """Return an answer as lines of text, for files and for authors."""

    def meanings(self, body: Body) -> tuple[Meaning, ...]:
        """Return what the parts of an answer mean; none where a part means nothing by itself."""
        return ()

    @abstractmethod
    def misconceptions(self, body: Body) -> tuple[str, ...]:
        """Return the misconceptions that an answer to this question can show, each once."""

    @abstractmethod
    def author_checks(self, body: Body) -> tuple[Finding, ...]:
        """Return what breaks the item-writing rules in this question."""

    def bank_checks(self, bodies: Sequence[Body]) -> tuple[Finding, ...]:
        """Return what gives keys away over all questions of this kind in a bank.

        The checks of a course's lessons, taken together, are such a bank too.
        """
        return ()

    def course_checks(self, bodies: Sequence[Body]) -> tuple[Finding, ...]:
        """Return what gives keys away over all questions of this kind in a course."""
        return ()


AnyKind: TypeAlias = Kind[Any]


def answer_field(value: object, name: str) -> object | None:
    """Return the one field of a JSON answer, None for no answer; raises `InvalidResponse`."""
    if value is None or value == {}:
        return None
    if not isinstance(value, Mapping) or set(value) != {name}:
        raise InvalidResponse("malformed_answer")
    answer: object = value[name]
    return answer


def answer_text(value: object, name: str) -> object:
    """Return the one field of a typed JSON answer, '' for no answer; raises `InvalidResponse`."""
    text = answer_field(value, name)
    return "" if text is None else text


def listed_ids(value: object, known: Sequence[str]) -> list[str]:
    """Return a JSON list as known ids, each once; raises `InvalidResponse`."""
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise InvalidResponse("malformed_answer")
    return checked_ids(value, known)


def checked_ids(values: Sequence[object], known: Sequence[str]) -> list[str]:
    """Return values that are known ids, each once; raises `InvalidResponse`."""
    ids = [value for value in values if isinstance(value, str) and value in known]
    if len(ids) < len(values):
        raise InvalidResponse("unknown_option")
    if len(set(ids)) < len(ids):
        raise InvalidResponse("repeated_option")
    return ids


def plain_values(values: FormValues) -> list[str]:
    """Return what a form holds under '', blanks left out; raises `InvalidResponse` for more."""
    if set(values) - {""}:
        raise InvalidResponse("unknown_option")
    return [value for value in values.get("", ()) if value]


def plain_value(values: FormValues) -> str:
    """Return the one value under '', itself '' where it is blank; raises `InvalidResponse`."""
    typed = plain_values(values)
    if len(typed) > 1:
        raise InvalidResponse("several_choices")
    return typed[0] if typed else ""


def part_values(values: FormValues, parts: Sequence[str]) -> dict[str, str]:
    """Return a form's one value for each part, blanks left out; raises `InvalidResponse`."""
    filled = {part: [value for value in values[part] if value] for part in values}
    if not {part for part in filled if filled[part]} <= set(parts):
        raise InvalidResponse("unknown_option")
    if any(len(each) > 1 for each in filled.values()):
        raise InvalidResponse("several_choices")
    return {part: filled[part][0] for part in parts if filled.get(part)}


def part_answers(value: object, name: str, parts: Sequence[str]) -> dict[str, str]:
    """Return the parts of a JSON answer, `{name: {part: text}}`; raises `InvalidResponse`."""
    given = answer_field(value, name)
    if given is None:
        return {}
    if not isinstance(given, Mapping) or not all(isinstance(each, str) for each in given.values()):
        raise InvalidResponse("malformed_answer")
    if not set(given) <= set(parts):
        raise InvalidResponse("unknown_option")
    return {part: given[part] for part in parts if given.get(part)}
