"""Before a test: does this device do what a quiz needs; and the page that is shown offline."""

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue

from quizzes.routes.blueprint import bp
from web import clock
from web.access import access


@bp.get("/check-device")
@access.signed_in
def check_device() -> ResponseReturnValue:
    return render_template("quizzes/check_device.html")


@bp.post("/check-device")
@access.signed_in
def check_sending() -> ResponseReturnValue:
    """Answer as saving an answer does, without keeping anything."""
    return jsonify(now=int(clock.now().timestamp() * 1000))


@bp.get("/offline")
@access.public
def offline() -> ResponseReturnValue:
    """What the browser shows without a connection in place of a page that it does not hold."""
    return render_template("quizzes/offline.html")
