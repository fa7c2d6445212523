"""What a night costs an invoice on this machine, and what several machines would do: measured, then simulated."""
