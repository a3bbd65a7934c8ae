"""Invented people by the origin of their names, in pairs that are and are not one person."""
