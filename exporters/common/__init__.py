"""What several exporters share: number formats, labels, file names, XML elements, CSV cells."""
