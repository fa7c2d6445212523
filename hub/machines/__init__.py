"""A run that several machines share: what they must have in common, what is carried to them."""
