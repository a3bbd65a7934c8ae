"""Weights learned from labels of real names, and how those are answered when held back."""
