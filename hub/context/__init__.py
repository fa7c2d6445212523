"""What a document is checked against: directory, rights, trust list, reading hints."""
