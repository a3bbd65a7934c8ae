"""Triage: awards by any choice of agency, period, competition, dollars, marks and money."""
