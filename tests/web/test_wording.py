"""What is counted is worded as one or as several."""

from flask import Flask

from web.wording import word_code


def test_one_second_is_one_second(app: Flask) -> None:
    assert "Wait 1 second, then" in word_code("sign-in-slowed", seconds=1)
    assert "Wait 2 seconds, then" in word_code("sign-in-slowed", seconds=2)
