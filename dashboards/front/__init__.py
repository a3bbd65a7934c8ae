"""The first page and search: what stands before a reader knows where to look."""
