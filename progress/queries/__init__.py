"""What students read about themselves: what to do now, what they know, past results."""
