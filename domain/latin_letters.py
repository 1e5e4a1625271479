"""Words of other alphabets in the letters of a plain keyboard: near enough for a user name."""

import re
import unicodedata
from typing import Final

_ALPHABETS: Final = (
    ("ßæœøđðłþı", "ss,ae,oe,o,d,d,l,th,i"),
    (
        "абвгґдежзийклмнопрстуфхцчшщъыьэюяђєіїјљњћўџ",
        "a,b,v,g,g,d,e,zh,z,i,y,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya,"
        "dj,ye,i,yi,j,lj,nj,c,w,dz",
    ),
    (
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىة",
        "a,b,t,th,j,h,kh,d,dh,r,z,s,sh,s,d,t,z,a,gh,f,q,k,l,m,n,h,w,y,a,a",
    ),
    ("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a,b,g,d,h,v,z,h,t,y,k,k,l,m,m,n,n,s,a,p,f,ts,ts,k,r,sh,t"),
    ("αβγδεζηθικλμνξοπρστυφχψω", "a,v,g,d,e,z,i,th,i,k,l,m,n,x,o,p,r,s,t,y,f,ch,ps,o"),
)
_LETTERS: Final = {
    letter: latin
    for letters, spelt in _ALPHABETS
    for letter, latin in zip(letters, spelt.split(","), strict=True)
}

# Unicode names these by their sound.
_SYLLABLE: Final = re.compile(
    r"(?:HANGUL SYLLABLE|(?:HIRAGANA|KATAKANA) LETTER(?: SMALL)?) ([A-Z]+)"
)


def in_latin_letters(word: str) -> str:
    """Return a word in a-z and digits, without what cannot be told from its characters alone."""
    composed = unicodedata.normalize("NFKC", word.casefold())
    return "".join(map(_latin, composed))


def _latin(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    syllable = _SYLLABLE.fullmatch(unicodedata.name(character, ""))
    if syllable:
        return syllable[1].lower()
    parts = unicodedata.normalize("NFKD", character).casefold()
    return "".join(_LETTERS.get(each, each if _is_plain(each) else "") for each in parts)


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isalnum()
