"""The words of the field: invoice, finding, decision, status, cadre, structure, route.

Standard library only. Nothing here reads a clock, a disk or a network.
"""
