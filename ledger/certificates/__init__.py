"""Certificates of deposit: what they seal and the chain that links them."""
