"""A dossier: a report on entities that anyone can open and check without this program."""
