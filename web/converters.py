"""URL parts: ids of course content."""

from flask import Flask
from werkzeug.routing import BaseConverter


class SlugConverter(BaseConverter):
    """A content id: lower-case letters, digits and hyphens; anything else is not found."""

    regex = "[a-z0-9][a-z0-9-]{0,79}"


def init_app(app: Flask) -> None:
    app.url_map.converters["slug"] = SlugConverter
