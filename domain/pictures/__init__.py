"""Shapes of figures: where their points and tiles lie, in numbers. Templates draw them."""
