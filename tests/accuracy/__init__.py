"""Labelled names with known truth: invented registrations, employers and contributors."""
