"""Pack `navette`: checks useful to payers that the other packs do not make."""
