"""Shared HTTP plumbing, used by routes and forms only."""
