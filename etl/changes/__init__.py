"""What differs between two databases."""
