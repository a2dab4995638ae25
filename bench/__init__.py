"""Benchmarks: each measures one thing beside a peer and gives a report; one writer tells it."""
