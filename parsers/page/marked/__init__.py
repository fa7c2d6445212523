"""Pages with their labels marked: neighbours, address blocks, supplier hints."""
