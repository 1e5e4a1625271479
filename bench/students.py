"""A student's browser: signs in as a person does, then asks for pages and saves answers."""

import json
import re
from typing import Any, Final
from uuid import UUID

from bench.school import PASSWORD
from bench.wire import Reply, Wire, request_bytes

_TOKEN: Final = re.compile(r'name="csrf-token" content="([^"]+)"')
FORM: Final = "application/x-www-form-urlencoded"


class SignedIn:
    """The cookies and the token of a signed-in browser; its requests go over any wire."""

    def __init__(self, wire: Wire, sign_in_name: str) -> None:
        self._cookies: dict[str, str] = {}
        self.token = self._read_token(self._send(wire, "GET", "/sign-in"))
        form = f"csrf_token={self.token}&sign_in_name={sign_in_name}&password={PASSWORD}"
        reply = self._send(wire, "POST", "/sign-in", form.replace(" ", "+").encode(), FORM)
        if reply.status != 302:
            raise RuntimeError(f"{sign_in_name} could not sign in: {reply.status}")
        self.token = self._read_token(self._send(wire, "GET", "/account"))

    def page(self, attempt_id: UUID) -> bytes:
        """Ask for the questions of an attempt, as a browser does."""
        return self._request("GET", f"/attempts/{attempt_id}", None, "")

    def save(self, attempt_id: UUID, save: dict[str, Any]) -> bytes:
        """Save one answer, as the page's script does."""
        return self._request(
            "POST",
            f"/attempts/{attempt_id}/answers",
            json.dumps(save).encode(),
            "application/json",
        )

    def start(self, assignment_id: UUID) -> bytes:
        """Press the button that begins the quiz."""
        return self._post(f"/assignments/{assignment_id}/quiz")

    def submit(self, attempt_id: UUID) -> bytes:
        """Press the button that hands in."""
        return self._post(f"/attempts/{attempt_id}/submit")

    def _post(self, path: str) -> bytes:
        return self._request("POST", path, f"csrf_token={self.token}".encode(), FORM)

    def _send(
        self, wire: Wire, method: str, path: str, body: bytes | None = None, media_type: str = ""
    ) -> Reply:
        reply = wire.send(self._request(method, path, body, media_type))
        self._cookies |= reply.cookies
        return reply

    def _request(self, method: str, path: str, body: bytes | None, media_type: str) -> bytes:
        headers = {
            "Accept": "application/json" if media_type == "application/json" else "text/html",
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        }
        if body is not None:
            headers |= {"Content-Type": media_type, "X-CSRFToken": self.token}
        return request_bytes(method, path, headers, body)

    @staticmethod
    def _read_token(reply: Reply) -> str:
        found = _TOKEN.search(reply.text)
        if found is None:
            raise RuntimeError(f"a page without a token: {reply.status}")
        return found[1]
