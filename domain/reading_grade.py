"""How hard a text is to read, as a school grade."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]?[A-Z0-9])")
_ABBREVIATION: Final = re.compile(r"\b(?:v|[A-Z]|Mr|Mrs|Ms|Dr|St|No|Stat|Sen|Rep|Jr|a\.m|p\.m)\.$")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_APART: Final = re.compile(r"(?<=[^tcsgxl])i(?=[aou])|(?<=[cr])e(?=at(?:e|ed|ing|ion)\b)")
_SILENT: Final = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouysxzcgh])es$|(?<=[^aeiouytd])ed$")
_MOST: Final = 2  # syllables that a name or a term counts for


def reading_grade(passages: Sequence[str], terms: Iterable[str] = ()) -> float:
    """Return the Flesch-Kincaid grade of a text's passages; 0 for no text.

    0.39 × words / sentences + 11.8 × syllables / words − 15.59, from Kincaid, Fishburne, Rogers
    and Chissom, "Derivation of New Readability Formulas" (Naval Technical Training Command,
    Research Branch Report 8-75, 1975). Each passage ends its last sentence. Syllables are counted
    by groups of vowels, and a number is one. Words of a glossary term and names count for two
    syllables at the most, because they are explained or only recognised. A name is a word with a
    capital that also stands inside a sentence with it.
    """
    sentences = [words for passage in passages for words in _sentences(passage)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    familiar = _names(sentences) | {_stem(word) for term in terms for word in _WORD.findall(term)}
    syllables = sum(_syllables(word, familiar) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """Return about how many syllables a word has."""
    plain = word.casefold().replace("’", "").replace("'", "")
    if "-" in plain:
        return sum(syllables_of(part) for part in plain.split("-"))
    groups = len(_VOWELS.findall(plain)) + len(_APART.findall(plain))
    return max(1, groups - len(_SILENT.findall(plain)))


def _sentences(passage: str) -> list[list[str]]:
    whole: list[str] = []
    for part in _SENTENCE_END.split(passage):
        if whole and _ABBREVIATION.search(whole[-1]):
            whole[-1] += f" {part}"
        else:
            whole.append(part)
    return [words for words in map(_WORD.findall, whole) if words]


def _names(sentences: Iterable[Sequence[str]]) -> set[str]:
    return {
        _stem(word)
        for sentence in sentences
        for word in sentence[1:]
        if word[0].isupper() and len(word) > 1
    }


def _stem(word: str) -> str:
    """Return a word without capitals and without the s of a plural or of a possessor."""
    return re.sub(r"(?:[’']s|s)$", "", word.casefold())


def _syllables(word: str, familiar: Collection[str]) -> int:
    count = syllables_of(word)
    return min(count, _MOST) if _stem(word) in familiar else count
