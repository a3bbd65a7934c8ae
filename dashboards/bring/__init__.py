"""The parts of the page that brings records in: names looked up, lists answered, files loaded."""
