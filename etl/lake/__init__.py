"""Published files and answers → typed Parquet, with a count that proves every row."""
