"""How hard a text is to read, as a school grade."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]?[A-Z0-9])")
_ABBREVIATION: Final = re.compile(r"\b(?:v|[A-Z]|Mr|Mrs|Ms|Dr|St|No|Stat|Sen|Rep|Jr|a\.m|p\.m)\.$")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_APART: Final = re.compile(r"(?<=[^tcsgxl])i(?=[aou])|(?<=[cr])e(?=at(?:e|ed|ing|ion)\b)")
_SILENT: Final = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouysxzcgh])es$|(?<=[^aeiouytd])ed$")
_FAMILIAR: Final = 2  # syllables of a name and of each word of a term
_SHORT: Final = 3  # letters: such words, as in "President of the Senate", count as they are


def reading_grade(passages: Sequence[str], terms: Iterable[str] = ()) -> float:
    """Return the Flesch-Kincaid grade of a text's passages; 0 for no text.

    0.39 × words / sentences + 11.8 × syllables / words − 15.59, from Kincaid, Fishburne, Rogers
    and Chissom, "Derivation of New Readability Formulas" (Naval Technical Training Command,
    Research Branch Report 8-75, 1975). Each passage ends its last sentence. Syllables are counted
    by groups of vowels, and a number is one. Names, and words of glossary terms where the whole
    term is used, count as two syllables, however long: they are explained, or only recognised. A
    name is a word that has its capital inside a sentence too.
    """
    sentences = [words for passage in passages for words in _sentences(passage)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    names, known = _names(sentences), _by_first_word(terms)
    syllables = sum(_syllables(sentence, names, known) for sentence in sentences)
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


def _by_first_word(terms: Iterable[str]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for term in terms:
        words = _stems(_WORD.findall(term))
        if words:
            found.setdefault(words[0], []).append(words)
    return found


def _syllables(
    sentence: Sequence[str], names: Collection[str], terms: Mapping[str, list[list[str]]]
) -> int:
    stems = _stems(sentence)
    is_familiar = [stem in names for stem in stems]
    for at, stem in enumerate(stems):
        for term in terms.get(stem, ()):
            end = at + len(term)
            if stems[at:end] == term:
                is_familiar[at:end] = [True] * len(term)
    return sum(
        _FAMILIAR if familiar and len(word) > _SHORT else syllables_of(word)
        for word, familiar in zip(sentence, is_familiar, strict=True)
    )


def _stems(words: Iterable[str]) -> list[str]:
    return [_stem(word) for word in words]


def _stem(word: str) -> str:
    """Return a word without capitals and without the s of a plural or of a possessor."""
    return re.sub(r"(?:[’']s|s)$", "", word.casefold())
