"""The Prefect flows: schedules and tasks. No other package imports Prefect.

Tasks are chunks, drops and recipients, never single invoices: a task costs 5 to 8 ms, an invoice less than one.
"""
