"""Il registro: chi sono i partner, quali atti li legano, dove e da quando.

Each room is a noun of the people who use it; imports run down, never up:
protocols → networks → partners → territory → dates → platform.
"""
