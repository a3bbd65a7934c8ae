"""The tabs of a page: which tables stand behind each."""
