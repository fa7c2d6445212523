"""Certificates of deposit: their content and the chain that links them."""
