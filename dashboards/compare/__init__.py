"""Compare: two to four firms, agencies or members side by side, same rows and same years."""
