"""Notebooks: what was pinned, in the order of a story, checked again and taken away."""
