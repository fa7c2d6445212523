"""Slow campaigns: ``python -m tests.campaigns.faults --nights 200``; a few nights of each are in the test suite."""
