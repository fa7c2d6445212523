"""PDF files: embedded files, active content, text pages, several invoices in one file."""
