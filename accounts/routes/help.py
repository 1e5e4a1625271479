"""Help inside the product: the questions that each of the three people ask most."""

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.routes.blueprint import bp
from domain.mastery import RULE
from web.access import access


@bp.get("/help")
@access.public
def help_page() -> ResponseReturnValue:
    """Answers for whoever is reading: by role, and for strangers how to come in."""
    return render_template("accounts/help_page.html", rule=RULE)
