"""The tables of each page."""
