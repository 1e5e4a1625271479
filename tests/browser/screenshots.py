"""`make screenshots`: every page a person meets, at two widths, light and dark, for looking at.

python -m tests.browser.screenshots [light|dark] [role ...]
"""

from __future__ import annotations

import re
import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.checks import DESKTOP, PHONE
from tests.browser.site import CHROMIUM_ARGUMENTS, chromium_path, demo_site
from tests.browser.walk import EVERYBODY, shape, tour

FOLDER = Path("shots")
SCHEMES = ("light", "dark")
TALLEST = 6000


def main(wanted: list[str]) -> None:
    """Take them all, or those of the schemes and roles that are wanted; say where they are."""
    schemes = [scheme for scheme in SCHEMES if scheme in wanted] or SCHEMES
    roles = [role for role in EVERYBODY if role in wanted] or EVERYBODY
    FOLDER.mkdir(exist_ok=True)
    with demo_site(Path(tempfile.mkdtemp())) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        for role in roles:
            _take(browser, site, role, schemes)
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}/")


def _take(browser: Browser, site: str, role: str, schemes: list[str] | tuple[str, ...]) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    for number, (name, page) in enumerate(tour(context, site, role), start=1):
        slug = re.sub(r"[^a-z0-9]+", "-", shape(name).lower()).strip("-") or "front"
        for viewport, scheme in product((PHONE, DESKTOP), schemes):
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            file = FOLDER / f"{role}_{number:02}_{slug}_{viewport['width']}_{scheme}.png"
            page.screenshot(path=file, full_page=True, clip=_clip(page))
        page.set_viewport_size(PHONE)
    context.close()


def _clip(page: Page) -> dict[str, float]:
    width, height = page.evaluate(
        "() => [document.documentElement.clientWidth, document.documentElement.scrollHeight]"
    )
    return {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}


if __name__ == "__main__":
    main(sys.argv[1:])
