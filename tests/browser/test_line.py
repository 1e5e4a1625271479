"""The server of one story leaves nothing to the next."""

from __future__ import annotations

from socket import create_connection
from threading import Event, Thread
from time import sleep
from urllib.request import urlopen

from flask import Flask

from tests.browser.line import Line

LONGER_THAN_A_SERVER_TAKES_TO_STOP_SECONDS = 1


def test_what_a_story_asked_last_is_answered_before_the_next_story_begins() -> None:
    asked, answered = Event(), Event()
    app = Flask(__name__)

    @app.get("/")
    def slow() -> str:
        asked.set()
        sleep(LONGER_THAN_A_SERVER_TAKES_TO_STOP_SECONDS)
        answered.set()
        return "done"

    line = Line(app)
    with line.served(), create_connection(line.where):  # a browser also connects and asks nothing
        browser = Thread(target=lambda: urlopen(line.address).close())
        browser.start()
        assert asked.wait(10)

    assert answered.is_set()
    browser.join()
