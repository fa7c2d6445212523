"""Optical recognition of pages that are pictures: rendered, straightened, recognised by tesseract."""
