"""Pages that read the research database."""
