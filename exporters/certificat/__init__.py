"""The certificate of deposit as files: a PDF that people keep, and the JSON that programs read."""

from exporters.certificat.files import LARGEST, as_json, as_pdf, from_json, in_pdf, number_in, pages

__all__ = ["LARGEST", "as_json", "as_pdf", "from_json", "in_pdf", "number_in", "pages"]
