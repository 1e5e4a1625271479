"""Parts of a question that read the same, so that no learner can tell them apart."""

import unicodedata
from collections.abc import Sequence

from domain.question_kinds.base import Finding, Path
from domain.question_kinds.visible import without_unseen


def same_text_checks(texts: Sequence[str], path: Path) -> list[Finding]:
    """Return where the texts of one list, which stands at the path, read as an earlier one."""
    findings = []
    earlier: set[str] = set()
    for at, text in enumerate(map(_as_read, texts)):
        if text in earlier:
            findings.append(Finding((*path, at, "text"), "same_text"))
        earlier.add(text)
    return findings


def _as_read(text: str) -> str:
    """Return a text without case and runs of space; 5² stays another than 52."""
    composed = unicodedata.normalize("NFC", without_unseen(text).casefold())
    return " ".join(composed.split())
