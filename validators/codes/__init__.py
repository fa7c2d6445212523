"""The code lists, as data: one module each, with its ``SOURCE`` and ``VERSION``, a list a syntax where they differ.

Codes are compared as written: the official rules normalise only blanks (and letter case for VATEX).
"""

from validators.codes import (
    allowance_reasons,
    charge_reasons,
    classifications,
    countries,
    currencies,
    document_types,
    eas,
    icd,
    item_attributes,
    languages,
    mime,
    non_vat_taxes,
    note_subjects,
    payment_means,
    reference_types,
    tax_point_dates,
    units,
    vat_categories,
    vatex,
)

LISTS = (
    document_types,
    currencies,
    countries,
    tax_point_dates,
    reference_types,
    note_subjects,
    icd,
    eas,
    classifications,
    units,
    payment_means,
    vat_categories,
    vatex,
    allowance_reasons,
    charge_reasons,
    mime,
    item_attributes,
    non_vat_taxes,
    languages,
)
"""Every list; a test fails when one is missing."""
