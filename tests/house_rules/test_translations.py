"""Every visible text is in the catalogue that translators get."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.pure


def test_the_catalogue_holds_every_text(tmp_path: Path) -> None:
    fresh = tmp_path / "messages.pot"
    subprocess.run([ROOT / "scripts" / "extract-messages", fresh], cwd=ROOT, check=True)

    assert fresh.read_text() == (ROOT / "translations" / "messages.pot").read_text(), (
        "a text changed: run `make messages`"
    )
