"""Following invoices: what comes next, their files, what happened, saved searches, archives."""
