"""Every shipped course passes its own check."""

from flask import Flask


def test_the_shipped_courses_are_clean(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["content", "check"])

    assert result.exit_code == 0, result.output
