"""Nights with a fault at a random moment: nothing lost or twice, no "done" while something waits, no process left over.

``python -m tests.campaigns.faults --nights 200 --seed 1`` says how each night ended, then a table. Each fault has its
turn (the number of the night), its moment is drawn from the seed and the number: ``--first 17 --nights 1`` is the
eighteenth again, ``--fault disk-of-ledger`` has that fault every night. A fault that this machine cannot have is left
out, and said to be.
"""
