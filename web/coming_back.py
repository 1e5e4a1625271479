"""The page that somebody came from, kept in the cookie for the way back from a side trip."""

from urllib.parse import urlsplit

from flask import current_app, request, session

_CAME_FROM = "came-from"
_LONGEST = 500  # a cookie is small


def remember_origin() -> None:
    """Keep the page of ours that the request was sent from, if the browser says which."""
    session[_CAME_FROM] = _own_page(request.referrer or "")


def origin(otherwise: str) -> str:
    """The page that was kept, or another one where none was."""
    kept: str | None = session.get(_CAME_FROM)
    return kept or otherwise


def page_before() -> str | None:
    """The page of ours that the request was sent from, if it can be opened by its address."""
    target = _own_page(request.referrer or "")
    path = (target or "").partition("?")[0]
    is_this_page = request.method == "GET" and path == request.path
    can_be_opened = current_app.url_map.bind("localhost").test(path, method="GET")
    return target if can_be_opened and not is_this_page else None


def _own_page(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    is_ours = parts.netloc == request.host and parts.scheme in {"http", "https"}
    is_plain = target.startswith("/") and not target.startswith("//") and target.isprintable()
    return target if is_ours and is_plain and len(target) <= _LONGEST else None
