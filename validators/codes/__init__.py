"""The code lists, as data: one module each, with its ``SOURCE`` and ``VERSION``, a list a syntax where they differ.

A code is in a list or is not, as it stands: the official rules normalise blanks and nothing else (case too for VATEX).
"""

from validators.codes import (
    categories_tva,
    classifications,
    devises,
    eas,
    exigibilite,
    exonerations,
    icd,
    mime,
    motifs_frais,
    motifs_remise,
    moyens_paiement,
    pays,
    references,
    sujets_note,
    types_document,
    unites,
)

LISTS = (
    types_document,
    devises,
    pays,
    exigibilite,
    references,
    sujets_note,
    icd,
    eas,
    classifications,
    unites,
    moyens_paiement,
    categories_tva,
    exonerations,
    motifs_remise,
    motifs_frais,
    mime,
)
"""Every list; a test fails when one is missing."""
