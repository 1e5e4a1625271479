"""The first page a stranger sees."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from accounts.forms import ClassCodeForm
from accounts.queries.schools import only_school_name
from accounts.routes.arriving import first_page
from accounts.routes.blueprint import bp
from web.access import access
from web.session import actor_or_none


@bp.get("/")
@access.public
def front() -> ResponseReturnValue:
    """The ways in; whoever is signed in goes on to their own first page."""
    actor = actor_or_none()
    if actor is not None:
        return redirect(first_page(actor))
    return render_template(
        "accounts/front.html", form=ClassCodeForm(), school_name=only_school_name()
    )
