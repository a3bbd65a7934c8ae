"""One picture of the flow: who gave, who received, who oversees, and what was obligated."""
