"""Neighbourhoods, paths and loops of the research database, and their pictures."""
