"""Benchmarks: each a command that prints what it measured, as ratios against a peer."""
