"""Measures the product under load, and kills it under load: `make bench` and `make torture`."""
