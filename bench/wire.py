"""One keep-alive connection to a server on this machine, light enough to be no part of the load."""

import gzip
import re
import socket
from dataclasses import dataclass
from typing import Final

HOST: Final = "127.0.0.1"
PATIENCE_SECONDS: Final = 20.0

_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]*)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
_BODILESS = frozenset({204, 304})


class BrokenWire(ConnectionError):
    """The server went away, or closed the connection in the middle of an answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a server."""

    status: int
    head: bytes
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, unpacked if it was sent compressed."""
        is_packed = self.body.startswith(b"\x1f\x8b")
        return (gzip.decompress(self.body) if is_packed else self.body).decode()

    @property
    def cookies(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in _COOKIE.findall(self.head)}

    @property
    def location(self) -> str:
        found = _LOCATION.search(self.head)
        return found[1].decode() if found else ""


class Wire:
    """A connection that is opened with the first request and again after it broke."""

    def __init__(self, port: int, patience: float = PATIENCE_SECONDS) -> None:
        self._port = port
        self._patience = patience
        self._socket: socket.socket | None = None

    def send(self, request: bytes) -> Reply:
        """Send one request and wait for its answer; raises BrokenWire."""
        try:
            connection = self._socket or self._open()
            connection.sendall(request)
            return _read_reply(connection)
        except OSError as error:
            self.close()
            raise BrokenWire(str(error)) from error

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _open(self) -> socket.socket:
        connection = socket.create_connection((HOST, self._port), self._patience)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = connection
        return connection


def request_bytes(
    method: str, path: str, headers: dict[str, str], body: bytes | None = None
) -> bytes:
    """A whole request, as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + (body or b"")


def _read_reply(connection: socket.socket) -> Reply:
    received = b""
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += _more(connection)
    head, body = received[:end], received[end + 4 :]
    status = int(head[9:12])
    length = _LENGTH.search(head)
    if length is None and status not in _BODILESS:
        raise BrokenWire("an answer without a length")
    missing = int(length[1]) - len(body) if length else 0
    parts = [body]
    while missing > 0:
        parts.append(_more(connection))
        missing -= len(parts[-1])
    return Reply(status, head, b"".join(parts))


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(65_536)
    if not received:
        raise BrokenWire("the server closed the connection")
    return received
