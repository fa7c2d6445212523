"""Sample invoices drawn as pages, in several layouts."""
