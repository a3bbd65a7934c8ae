"""The notebook: pinning from any page, and the cards of a story."""
