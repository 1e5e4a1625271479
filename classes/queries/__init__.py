"""What teachers read of their classes: overview, grid, report, one student's attempts."""
