"""A reporter's jobs in Chromium: clicks, seconds, and whether the answer is right."""
