"""What reads strangers' signatures: imported by the nursery only, and by tests."""
