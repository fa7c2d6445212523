"""A PDF without XML inside: the invoice read from its text, by labels and geometry, without a template.

A field is either right or absent: every value has its proof (page, box, confidence); when two values are
as good the field stays empty and a warning names both.
"""

import re
from typing import Protocol

from domain.decision import Reading
from domain.document import Format
from domain.finding import Finding, Level, Pack, Rule, Severity
from domain.invoice import FIELDS, Invoice
from domain.text import Text
from parsers.page.assembly import Assembled, Doubt, assemble
from parsers.page.cells import sheet
from parsers.page.pages import page
from parsers.page.wording import FIELD_NAMES
from parsers.page.words import Closed, Leaf, PageLimits, leaves

_SOURCE = "lecture d'un PDF sans XML"
_SEND = "Déposez un PDF produit par un logiciel (avec du texte), un Factur-X ou un XML (UBL, CII)."
_SEND_EN = "Send a PDF made by software (with text), a Factur-X or an XML file (UBL, CII)."


def _rule(code: str, level: Level, severity: Severity, message: Text, remedy: Text) -> Rule:
    return Rule(
        code=code,
        pack=Pack.LECTURE,
        severity=severity,
        level=level,
        message=message,
        remedy=remedy,
        source=_SOURCE,
    )


IMAGE = _rule(
    "LEC-050",
    Level.DEPOT,
    Severity.FATAL,
    Text(
        "Ce PDF ne contient que des images : il n'a pas de texte à lire.",
        "This PDF holds pictures only: there is no text to read.",
    ),
    Text(
        f"{_SEND} La lecture des documents numérisés viendra dans une version ultérieure.",
        f"{_SEND_EN} Scanned documents will be read in a later release.",
    ),
)
NOISE = _rule(
    "LEC-051",
    Level.DEPOT,
    Severity.FATAL,
    Text(
        "Le texte de ce PDF est illisible : ses polices ne disent pas quels caractères elles dessinent.",
        "The text of this PDF cannot be read: its fonts do not say which characters they draw.",
    ),
    Text(
        "Produisez à nouveau le PDF avec des polices incorporées et leur table Unicode, ou déposez un Factur-X ou un XML.",
        "Make the PDF again with embedded fonts and their Unicode table, or send a Factur-X or an XML file.",
    ),
)
LOCKED = _rule(
    "LEC-052",
    Level.DEPOT,
    Severity.FATAL,
    Text("Ce PDF est protégé par un mot de passe.", "This PDF is protected by a password."),
    Text(
        "Enregistrez-le sans protection et déposez-le à nouveau.",
        "Save it without protection and send it again.",
    ),
)
DAMAGED = _rule(
    "LEC-053",
    Level.DEPOT,
    Severity.FATAL,
    Text(
        "Ce PDF est endommagé ou incomplet : il ne s'ouvre pas.", "This PDF is damaged or cut short: it does not open."
    ),
    Text(
        "Vérifiez qu'il s'ouvre sur votre poste, puis déposez-le à nouveau en entier.",
        "Check that it opens on your computer, then send it again whole.",
    ),
)
BLANK = _rule(
    "LEC-054",
    Level.DEPOT,
    Severity.FATAL,
    Text("Ce PDF est vide : ses pages ne portent ni texte ni image.", "This PDF is blank: no text and no picture."),
    Text("Déposez la facture elle-même.", "Send the invoice itself."),
)
SEVERAL = _rule(
    "LEC-055",
    Level.DEPOT,
    Severity.FATAL,
    Text("Ce PDF contient plusieurs factures : {numbers}.", "This PDF holds several invoices: {numbers}."),
    Text("Déposez un fichier par facture.", "Send one file for each invoice."),
)
NO_INVOICE = _rule(
    "LEC-056",
    Level.DEPOT,
    Severity.FATAL,
    Text(
        "Aucune facture n'a été reconnue dans le texte de ce PDF. Il manque : {missing}.",
        "No invoice was recognised in the text of this PDF. Missing: {missing}.",
    ),
    Text(
        "Vérifiez que le fichier est une facture et que ces mentions y figurent en toutes lettres.",
        "Check that the file is an invoice and that these particulars are written in it.",
    ),
)
DOUBT = _rule(
    "LEC-057",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "Lecture incertaine, {what} : le document porte {rivals}. Aucune valeur n'a été retenue.",
        "Doubtful reading, {what}: the document says {rivals}. No value was kept.",
    ),
    Text(
        "Faites précéder la bonne valeur de son libellé, ou déposez un Factur-X ou un XML.",
        "Write the right value after its label, or send a Factur-X or an XML file.",
    ),
)
DISAGREE = _rule(
    "LEC-058",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "Les totaux lus ne s'accordent pas : {ht} HT et {tva} de TVA ne font pas {ttc} TTC.",
        "The totals read do not agree: {ht} without tax and {tva} of VAT do not make {ttc}.",
    ),
    Text("Corrigez les totaux de la facture.", "Correct the invoice's totals."),
)
UNCLEAR_DATES = _rule(
    "LEC-059",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "La date de la facture est ambiguë : on ne sait pas du jour et du mois lequel vient en premier.",
        "The date of the invoice is ambiguous: day and month cannot be told apart.",
    ),
    Text(
        "Écrivez le mois en toutes lettres ou la date sous la forme AAAA-MM-JJ.",
        "Write the month as a word, or YYYY-MM-DD.",
    ),
)
OTHER_DOCUMENT = _rule(
    "LEC-060",
    Level.FACTURE,
    Severity.FATAL,
    Text(
        "Ce document n'est pas une facture : son titre est « {title} ».",
        "This document is no invoice: its title is “{title}”.",
    ),
    Text("Déposez la facture ou l'avoir.", "Send the invoice or the credit note."),
)
NOT_ALL_READ = _rule(
    "LEC-061",
    Level.FACTURE,
    Severity.INFO,
    Text(
        "Ce PDF est long : seules ses pages {pages} ont été lues.",
        "This PDF is long: only its pages {pages} were read.",
    ),
    Text("Mettez les totaux sur les premières ou les dernières pages.", "Put the totals on the first or last pages."),
)
RULES = (
    IMAGE,
    NOISE,
    LOCKED,
    DAMAGED,
    BLANK,
    SEVERAL,
    NO_INVOICE,
    DOUBT,
    DISAGREE,
    UNCLEAR_DATES,
    OTHER_DOCUMENT,
    NOT_ALL_READ,
)

_MARK = b"%PDF"
_WITHIN = 1024
_NEEDED = ("numero_facture", "date_facture", "montant_ht", "montant_ttc", "siret_fournisseur", "siret_destinataire")
_FEW_WORDS = 8
"""Fewer words beside a picture are a stamp, not an invoice."""
_COMMON = re.compile(
    r"\b(?:de|du|la|le|les|des|et|à|en|par|pour|total|date|facture|montant|the|of|and|to|for|invoice|der|die|und|van|het)\b",
    re.I,
)


class Content(Protocol):
    """What has the bytes of a document."""

    @property
    def content(self) -> bytes:
        """The bytes."""


def recognises(source: Content) -> bool:
    """Whether these bytes are a PDF: the mark may stand anywhere in the first 1024 bytes (ISO 32000-1, H.3.4.1)."""
    return _MARK in source.content[:_WITHIN]


def read(source: Content, limits: PageLimits | None = None) -> Reading:
    """The invoice on the pages of ``source``; never raises for a bad document."""
    found = leaves(source.content, limits or PageLimits())
    if isinstance(found, Closed):
        return _refused(Format.UNKNOWN, (LOCKED if found is Closed.LOCKED else DAMAGED).finding())
    refusal = _unreadable(found)
    if refusal is not None:
        return refusal
    return _reading(assemble(page(sheet(leaf)) for leaf in found if leaf.words), found)


def _refused(form: Format, finding: Finding) -> Reading:
    return Reading(format=form, findings=(finding,))


def _unreadable(found: tuple[Leaf, ...]) -> Reading | None:
    words = [word.text for leaf in found for word in leaf.words]
    images = any(leaf.images for leaf in found)
    if len(words) < _FEW_WORDS and images:
        return _refused(Format.PDF_IMAGE, IMAGE.finding())
    if not words:
        return _refused(Format.PDF_TEXT, BLANK.finding())
    return _refused(Format.PDF_TEXT, NOISE.finding()) if _is_noise(words) else None


def _is_noise(words: list[str]) -> bool:
    """Whether the characters are not those a reader sees: private or unassigned ones, or no common word at all."""
    text = " ".join(words)
    letters = sum(c.isalnum() and ord(c) < 0x250 for c in text)
    strange = sum(0xE000 <= ord(c) <= 0xF8FF or not c.isprintable() for c in text)
    if strange > 0.3 * len(text) or letters < 0.3 * len(text):
        return True
    return len(words) >= 40 and _COMMON.search(text) is None


def _reading(read: Assembled, found: tuple[Leaf, ...]) -> Reading:
    return Reading(
        format=Format.PDF_TEXT,
        invoice=read.invoice,
        findings=tuple(_findings(read, found)),
        evidence=tuple(sorted(read.evidence, key=lambda one: FIELDS.index(one.field))),
    )


def _findings(read: Assembled, found: tuple[Leaf, ...]) -> list[Finding]:
    invoice, findings = read.invoice, []
    several = _several(read)
    if several:
        findings.append(SEVERAL.finding(numbers=tuple(several)))
    elif not invoice.numero_facture and invoice.montant_ttc is None and invoice.montant_ht is None and not read.doubts:
        findings.append(NO_INVOICE.finding(missing=_missing(invoice)))
    if read.nature.other is not None:
        findings.append(OTHER_DOCUMENT.finding(title=read.nature.other, field="type_facture"))
    findings += [_doubtful(doubt) for doubt in read.doubts]
    if read.amounts.agree is False:
        findings.append(_disagreement(read))
    if read.unclear_dates:
        findings.append(UNCLEAR_DATES.finding(field="date_facture"))
    if found[-1].number > len(found):
        findings.append(NOT_ALL_READ.finding(pages=tuple(leaf.number for leaf in found)))
    return findings


def _missing(invoice: Invoice) -> Text:
    names = [FIELD_NAMES[name] for name in _NEEDED if getattr(invoice, name) is None]
    return Text(", ".join(name.fr for name in names), ", ".join(name.en for name in names))


def _several(read: Assembled) -> list[str]:
    """The numbers of the invoices, when different pages are headed by different ones."""
    pages: dict[str, set[int]] = {}
    for one in read.numbers:
        pages.setdefault(str(one.value), set()).add(one.page)
    first = next(iter(pages.values()), set())
    apart = all(not first & other for other in list(pages.values())[1:])
    return list(pages) if len(pages) > 1 and apart else []


def _doubtful(doubt: Doubt) -> Finding:
    rivals = tuple(f"« {one.value} »" for one in doubt.rivals[:4])
    return DOUBT.finding(field=doubt.field, what=FIELD_NAMES[doubt.field], rivals=rivals)


def _disagreement(read: Assembled) -> Finding:
    invoice = read.invoice
    return DISAGREE.finding(
        field="montant_ttc", ht=invoice.montant_ht, tva=invoice.montant_tva, ttc=invoice.montant_ttc
    )
