"""The one place that reads the clock for a request; everything below takes `now`."""

from datetime import UTC, datetime

from flask import current_app


def now() -> datetime:
    """The present moment in UTC, or what the test set as `app.config["CLOCK"]`."""
    clock = current_app.config.get("CLOCK")
    moment: datetime = clock() if clock else datetime.now(UTC)
    return moment
