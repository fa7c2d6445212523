"""What bytes are kept for, and their departure from the content store."""
