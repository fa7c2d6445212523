"""Nights of a cluster, at which machines and servers die: three workers, and what they share, in namespaces of one
machine.

``python -m tests.campaigns.machines --nights 60 --invoices 300`` says how each night ended, then a table. What dies,
and when, is drawn from the seed and the number of the night: ``--first 17 --nights 1`` is the eighteenth again. Each
night is a process with PID, network and mount namespaces of its own: whatever it began ends with it.
"""
