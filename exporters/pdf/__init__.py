"""PDF files: pages, fonts, colours, line fitting and the writer of bytes."""
