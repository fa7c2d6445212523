"""Questions about invoices and deposited files, with their answers."""
