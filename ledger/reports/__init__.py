"""Figures and lists for the reports: counters, ageing, dashboard, events, liste fiscale."""
