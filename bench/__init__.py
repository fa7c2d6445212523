"""THE SCALES: what Navette costs, beside the naive way, measured in the same run on the same machine."""
