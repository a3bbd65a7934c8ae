"""What people take away: a format over the database, or over a part of it."""
