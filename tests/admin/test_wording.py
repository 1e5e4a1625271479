"""Every act that is recorded has words in the log."""

import re
from pathlib import Path

import pytest

from admin.wording import ACTS

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parents[2]
FEATURES = ("accounts", "admin", "classes", "content", "lessons", "progress", "quizzes")
_RECORD = re.compile(r"\brecord\(\s*(?:self\.)?\w+,\s*([^)]*?)(?:,\s*\w+(?:\.\w+)?,|\))", re.DOTALL)


def recorded() -> set[str]:
    """The codes of all acts in the code."""
    texts = (
        path.read_text() for name in FEATURES for path in (ROOT / name).rglob("actions/**/*.py")
    )
    calls = (call for text in texts for call in _RECORD.findall(text))
    return {code for call in calls for code in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', call)}


def test_every_recorded_act_has_words() -> None:
    assert len(recorded()) > 15
    assert recorded() <= set(ACTS)
