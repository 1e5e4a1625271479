"""Every setting is documented, and a bad one is named."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import SHORTEST_SECRET, BadSetting, read_config

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.pure


def settings_read() -> set[str]:
    """Names of the environment variables that config.py reads."""
    return set(re.findall(r'"([A-Z][A-Z_]{3,})"', _reading_part()))


def _reading_part() -> str:
    return (ROOT / "config.py").read_text().split("def read_config")[1]


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs" / "installing.md").read_text()

    missing = {name for name in settings_read() if f"`{name}`" not in documented}

    assert missing == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("WORKERS", "-1"),
        ("DATABASE_URL", "mysql://somewhere/ascertain"),
        ("DATABASE_URL", "postgresql://somewhere:abc/ascertain"),
        ("DATA_DIR", "/dev/null/ascertain"),
        ("SECURE_COOKIES", "perhaps"),
        ("TRUSTED_PROXIES", "many"),
    ],
)
def test_a_bad_setting_stops_the_start_and_is_named(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=name):
        read_config({"DATA_DIR": str(tmp_path), name: value})


@pytest.mark.parametrize("command", [["app.py"], ["-m", "flask", "serve"], ["-m", "flask", "db"]])
def test_every_way_to_start_says_so_in_one_line(command: list[str], tmp_path: Path) -> None:
    environ = {**os.environ, "DATA_DIR": str(tmp_path), "PORT": "abc"}

    left = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environ, capture_output=True, text=True
    )

    assert left.returncode == 1
    assert left.stderr == "Bad setting PORT: must be a whole number from 1 to 65535, not 'abc'.\n"


@pytest.mark.parametrize(
    "command", ["app.py", "-m flask setup", "-m flask serve", "-m flask db upgrade"]
)
def test_a_database_that_cannot_be_reached_is_named_in_one_line(
    command: str, tmp_path: Path
) -> None:
    url = "postgresql://school:hidden@127.0.0.1:1/ascertain"
    environ = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": url}

    left = subprocess.run(
        [sys.executable, *command.split()], cwd=ROOT, env=environ, capture_output=True, text=True
    )

    assert left.returncode == 1
    (line,) = left.stderr.splitlines()
    assert re.match(r"DATABASE_URL: .*@127\.0\.0\.1:1/ascertain cannot be reached .*refused", line)
    assert line.endswith("Start that database, or set DATABASE_URL to another one.")
    assert "hidden" not in line


def test_cookies_may_lack_secure_on_loopback_only(tmp_path: Path) -> None:
    there = {"DATA_DIR": str(tmp_path)}

    assert not read_config(there).secure_cookies
    assert read_config({**there, "HOST": "0.0.0.0"}).secure_cookies
    assert read_config({**there, "TRUSTED_PROXIES": "1"}).secure_cookies
    with pytest.raises(BadSetting, match="SECURE_COOKIES"):
        read_config({**there, "HOST": "0.0.0.0", "SECURE_COOKIES": "no"})


def test_the_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    first = read_config({"DATA_DIR": str(tmp_path)}).secret_key
    second = read_config({"DATA_DIR": str(tmp_path)}).secret_key

    assert first == second
    assert len(first) == 64
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.parametrize("left", ["", "\n", "x" * (SHORTEST_SECRET - 1), "\0" * 64])
def test_a_secret_that_is_none_is_named_with_its_cure(left: str, tmp_path: Path) -> None:
    """A full disk or a power cut can leave such a file behind."""
    (tmp_path / "secret-key").write_text(left)

    with pytest.raises(BadSetting, match=r"DATA_DIR: .*/secret-key holds no .* or remove it"):
        read_config({"DATA_DIR": str(tmp_path)})


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    def start(number: int) -> set[str]:
        folder = tmp_path / str(number)
        with ThreadPoolExecutor(8) as pool:
            started = pool.map(read_config, [{"DATA_DIR": str(folder)}] * 8)
        return {config.secret_key for config in started}

    assert all(len(start(number)) == 1 for number in range(20))
