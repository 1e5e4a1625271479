"""What administrators read: the school at a glance, its people, its log."""
