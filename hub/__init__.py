"""Everything between the flows and the pure packages: intake, decision, delivery, replies, reports, and the
settings.
"""
