"""Reading, checking and publishing courses."""
