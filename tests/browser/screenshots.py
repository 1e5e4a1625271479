"""`make screenshots`: every page a person can reach, at two widths, light and dark."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, ROLES, enter
from tests.browser.site import CHROMIUM_ARGUMENTS, chromium_path, demo_site
from tests.browser.walk import shape, walk

FOLDER = Path("shots")
TALLEST = 6000


def main(schemes: tuple[str, ...]) -> None:
    """Take them all and print where they are."""
    FOLDER.mkdir(exist_ok=True)
    with demo_site(Path(tempfile.mkdtemp())) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        for role in ("stranger", *ROLES):
            for size, viewport in (("360", PHONE), ("1280", DESKTOP)):
                for scheme in schemes:
                    context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
                    start = site + "/"
                    if role != "stranger":
                        page = context.new_page()
                        enter(page, site, role)
                        start = page.url
                    taken: dict[str, int] = {}
                    for address, page in walk(context, start):
                        name = re.sub(r"[^a-z0-9]+", "-", shape(urlsplit(address).path)).strip("-")
                        taken[name] = taken.get(name, 0) + 1
                        path = (
                            FOLDER / f"{role}_{name or 'front'}_{taken[name]}_{size}_{scheme}.png"
                        )
                        page.screenshot(path=path, full_page=True, clip=_clip(page))
                    context.close()
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}/")


def _clip(page: object) -> dict[str, float]:
    box = page.evaluate(  # type: ignore[attr-defined]
        "() => [document.documentElement.clientWidth, document.documentElement.scrollHeight]"
    )
    return {"x": 0, "y": 0, "width": box[0], "height": min(box[1], TALLEST)}


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or ("light", "dark"))
