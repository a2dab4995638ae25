"""What reads a stranger's bytes: imported by the nursery alone, run in its children."""
