"""The readable view: an invoice that comes as XML only, as a PDF that people can read and print."""

from exporters.lisible.view import SUFFIX, as_pdf, is_wanted

__all__ = ["SUFFIX", "as_pdf", "is_wanted"]
