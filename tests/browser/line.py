"""The line between a story's browsers and its server, which can be cut and mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from socket import SHUT_RD, SHUT_RDWR, create_connection
from threading import Thread
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext
from werkzeug.serving import ThreadedWSGIServer

HOST = "127.0.0.1"


class Line:
    """Serves one story's application; what is sent while the line is cut never arrives.

    The browser cuts it too, and so knows that it has no connection. It forgets that for a service
    worker that it starts anew and for a page that it closes, so the server's end is what counts:
    a connection that was made before or during a cut carries nothing after it.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._server = _Server(HOST, 0, self._answer, self)
        self._is_cut = False
        self._whole: set[int] = set()  # the ports of connections that no cut has touched
        self.where = (HOST, self._server.server_port)
        self.address = f"http://{HOST}:{self._server.server_port}"
        self.sent_bytes = 0

    def cut(self, context: BrowserContext) -> None:
        self.break_off()
        context.set_offline(True)

    def break_off(self) -> None:
        """Let the browser believe that it has a connection."""
        self._is_cut = True
        self._whole.clear()

    def mend(self, context: BrowserContext) -> None:
        with create_connection(self.where) as last:
            last.recv(1)  # until it is dropped, as is all that was connected before it
        self._is_cut = False
        context.set_offline(False)

    @contextmanager
    def served(self) -> Iterator[None]:
        """While it lasts, the application answers at the address; afterwards none is at work.

        A request that outlived its story would open the story's database while the next one's is
        put in its place, and leave the next story a connection to the old.
        """
        thread = Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    def accepts(self, port: int) -> bool:
        """Whether a connection from this port of the browser's may be made now."""
        if self._is_cut:
            return False
        self._whole.add(port)
        return True

    def _answer(self, environ: Any, start_response: Any) -> Iterator[bytes]:
        if environ["REMOTE_PORT"] not in self._whole:
            environ["werkzeug.socket"].shutdown(SHUT_RDWR)
            raise ConnectionAbortedError  # closes the connection without an answer
        with closing(self._app(environ, start_response)) as parts:
            for part in parts:
                self.sent_bytes += len(part)
                yield part


class _Server(ThreadedWSGIServer):
    daemon_threads = False  # so that closing the server waits for every request

    def __init__(self, host: str, port: int, app: Any, line: Line) -> None:
        super().__init__(host, port, app)
        self._line = line
        self._open: set[Any] = set()

    def verify_request(self, request: Any, client_address: Any) -> bool:
        return self._line.accepts(client_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        for request in list(self._open):  # a browser also connects and then asks nothing
            with suppress(OSError):
                request.shutdown(SHUT_RD)
        super().server_close()
