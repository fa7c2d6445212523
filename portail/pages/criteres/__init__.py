"""The criteria of a search: as an address has them, as a form shows them."""
