"""From the publishers: answers and files as they came, with a manifest line each."""
