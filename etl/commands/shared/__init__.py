"""What several commands share: how they print, and what some of them are told."""
