"""WHEN: the Prefect flows. Prefect lives here and nowhere else.

Tasks are chunks, drops and recipients, never single invoices: a task costs 5 to 8 ms, an invoice less than one.
"""
