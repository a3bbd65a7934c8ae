"""The sections of an entity's page."""
