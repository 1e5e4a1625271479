"""`make journeys`: measures the journeys on a fresh demo and writes docs/journeys.md."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from admin.demo.invented import CARD_PASSPHRASE, CARD_SIGN_IN_NAME, CLASS_CODE
from tests.browser.checks import DESKTOP, PHONE
from tests.browser.site import (
    CHROMIUM_ARGUMENTS,
    ROOT,
    chromium_path,
    demo_site,
    real_site,
)
from tests.journeys import steps

PAGE = ROOT / "docs" / "journeys.md"
PASSWORD = "a long and quiet river"

HEAD = """# The three journeys, measured

Written by `make journeys`: a scripted person in headless Chromium on a fresh
demo school. Typing waits {delay} ms for each key, as a person does on a phone;
everything else is as fast as the product answers. The targets are the design's.

| Who | From | To | Clicks | Keys | Seconds | Target |
|---|---|---|---|---|---|---|
"""


def main() -> None:
    """Make all journeys and write them down."""
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        with demo_site(_folder()) as site:
            by_code = steps.student_by_class_code(
                _page(browser, PHONE), site, CLASS_CODE, "Juno Bluebird"
            )
            rows.append(_row("Student", "class code", "first answer saved", by_code, "under 60 s"))
            by_card = steps.student_by_card(
                _page(browser, PHONE), site, CARD_SIGN_IN_NAME, CARD_PASSPHRASE
            )
            rows.append(_row("Student", "login card", "first answer saved", by_card, "under 60 s"))
            looking, assigning = steps.teacher(_page(browser, DESKTOP), site)
            rows.append(_row("Teacher", "first sign-in", "a class with its results", looking, "–"))
            rows.append(
                _row("Teacher", "first page", "lesson and quiz assigned", assigning, "3 clicks")
            )
            glance = steps.administrator_of_demo(_page(browser, DESKTOP), site)
            rows.append(_row("Administrator", "demo", "any class's progress", glance, "–"))
        rows.append(_administrator(browser))
        browser.close()
    PAGE.write_text(HEAD.format(delay=steps.KEY_MILLISECONDS) + "\n".join(rows) + "\n")
    print(PAGE.read_text())


def _administrator(browser: Browser) -> str:
    """One command with five answers, then sign in."""
    folder = _folder()
    environ = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "flask", "setup"],
        cwd=ROOT,
        env={**environ, "DATA_DIR": str(folder)},
        input=f"Lakeside School\nAmerica/Denver\nInes Moreno\nines\n{PASSWORD}\n{PASSWORD}\n",
        text=True,
        check=True,
        capture_output=True,
    )
    setting_up = time.monotonic() - began
    with real_site(folder) as site:
        journey = steps.administrator(_page(browser, DESKTOP), site, "ines", PASSWORD)
    journey.seconds += setting_up
    goal = "one command, at most five questions"
    return _row(
        "Administrator", "`flask setup`, 5 answers", "the school at a glance", journey, goal
    )


def _row(who: str, start: str, end: str, journey: steps.Journey, target: str) -> str:
    cost = f"{journey.clicks} | {journey.keys} | {journey.seconds:.1f}"
    return f"| {who} | {start} | {end} | {cost} | {target} |"


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="ascertain-journeys-"))


def _page(browser: Browser, viewport: dict[str, int]) -> Page:
    return browser.new_context(viewport=viewport).new_page()  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
