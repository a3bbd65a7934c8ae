"""One file per publisher; each exposes TABLES."""
