"""Files from drops to the content store, and out of the drops once decided."""
