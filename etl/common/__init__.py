"""What everyone may use and that uses nothing of ours."""
