"""An invented course, small and predictable, for every test that needs one.

Riverbend does not exist; nothing here is taught to anybody.
"""

from pathlib import Path

LESSONS = Path(__file__).parent / "lessons"
BANKS = Path(__file__).parent / "banks"
