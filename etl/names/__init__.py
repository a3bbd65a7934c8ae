"""Who is who: lists resolved, pairs opened, doubtful pairs judged."""
