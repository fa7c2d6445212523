"""The page of certificates given by the first version of Navette: printed again to prove them, never given anew.

Without tags and, for the letters of western Europe, in the reader's own Helvetica. What is compared is the picture of
the page, so the file around it is no more than a page needs.
"""

from exporters.certificat.first_edition.page import as_pdf

__all__ = ["as_pdf"]
