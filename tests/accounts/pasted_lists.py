"""Lists of names as teachers paste them, and the cards that come of them."""

from sqlalchemy import func, select

from models.people import Person
from models.session import db
from tests.cast import Cast
from tests.client import Client, Page

LIST = "1. Obi, Ada\n\n  Bo Li\n42\nStudent Maya\nBo Li\n"


def preview(browser: Client, cast: Cast, names: str = LIST, status: int = 200) -> Page:
    page = browser.get(f"/classes/{cast.civics}/students").click("Add students")
    return page.form("Show what will be made").submit(status=status, names=names)


def cards_on(page: Page) -> dict[str, list[str]]:
    """Name on the card: user name, passphrase."""
    return {
        card.select_one(".card-name").get_text(): [dd.get_text() for dd in card.select("dd")]
        for card in page.soup.select(".card")
    }


def people() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Person)) or 0
