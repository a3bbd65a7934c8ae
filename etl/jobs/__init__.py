"""Work that a page starts and need not wait for: fetch, load and build as a process of its own."""
