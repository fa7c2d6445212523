"""What programs ask: the same answers as ``--json``, by HTTP, with the rights of an account."""
