"""Pages that work over many records at once, or keep what a reader makes."""
