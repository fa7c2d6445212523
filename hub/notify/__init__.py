"""Digests of what happened, sent to the channels of the settings."""
