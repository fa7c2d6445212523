"""Domain types: invoice, finding, decision, status, cadre, structure, route.

Standard library only. Nothing here reads a clock, a disk or a network.
"""
