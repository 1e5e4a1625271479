"""What is true: pure decisions, standard library only. No Flask, no database, no clock."""
