"""Throughline: public records of contracts and contributions, joined with their evidence."""
