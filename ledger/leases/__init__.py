"""Who is at work on what: leases of processes, renewed while they work, and the work claimed under them."""
