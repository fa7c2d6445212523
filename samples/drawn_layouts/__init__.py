"""Invoices to French public bodies in many layouts, by several tools, each page with its truth.

For measuring a reader: thousands of different pages follow from one seed. ``ouvertes`` may be looked at while
a reader is improved; ``reservees`` are for the final figure only.
"""
