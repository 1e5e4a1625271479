"""What administrators do: people and their roles, and setting up an installation."""
