"""What goes with every dossier as one verify.py: Python's own library, duckdb, nothing else."""
