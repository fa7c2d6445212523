"""News since a channel was last sent, and how far it was sent."""
