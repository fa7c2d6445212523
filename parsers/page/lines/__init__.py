"""The lines of an invoice read from a table of its pages: columns, rows, and the sums that confirm them."""
