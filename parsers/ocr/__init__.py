"""Pages that are pictures: rendered, straightened, given to tesseract, and read like any other page."""
