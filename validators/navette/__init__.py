"""Pack `navette`: what the other packs let through and matters to who pays."""
