"""Who asks, from where, by what right; and what browsers are told to forbid."""
