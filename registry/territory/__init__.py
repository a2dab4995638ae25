"""Il territorio: regions, provinces, comuni, named areas, and which office serves which.

Every unit keeps its dates: an act of 2005 finds the comune of that time and the one that has
its place today. A place is written as a text code (``it``, ``reg:07``, ``prov:019``,
``com:019036``, ``area:distretto-cremasco``). What the sources leave uncertain stays marked.
"""
