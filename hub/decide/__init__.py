"""From the bytes of a document to its recorded decision."""
