"""Tests mirror the code, file for file, and tell stories with the cast."""
