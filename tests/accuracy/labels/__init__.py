"""Names with known truth: invented firms, employers and people, and lists written by hand."""
