"""How a run goes on beside others, how it is stopped, and what it says when it fails."""
