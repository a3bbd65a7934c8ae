"""Cases, their claims, and the answers of those who were asked."""
