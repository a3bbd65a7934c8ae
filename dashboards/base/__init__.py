"""What every page uses: the database, the shell, tables, search, addresses."""
