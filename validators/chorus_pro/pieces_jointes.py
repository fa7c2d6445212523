"""Attachments (BG-24): names, types and sizes that Chorus Pro accepts."""

import re
from collections import Counter

from domain import file_types
from domain.finding import Severity
from domain.invoice import Attachment, Invoice
from domain.text import Text
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

MEGABYTE = 1024 * 1024
LONGEST_NAME = 50
USUAL_SIZE = 10 * MEGABYTE
LARGEST_SIZE = 100 * MEGABYTE
LARGEST_TOTAL = 120 * MEGABYTE

EXTENSIONS = frozenset(
    "bmp gif fax odt ppt tiff xls bz2 gz jpeg p7s rtf txt xml csv gzip jpg pdf svg xhtml xlsx doc htm odp png tgz "
    "xlc zip docx html ods pps tif xlm pptx".split()
)
"""Accepted file extensions (G4.03 of the EDI annex)."""

_ODD_IN_NAME = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')


@rule(
    "PJ-01",
    severity=Severity.WARNING,
    message=Text(
        "Le nom de la pièce jointe « {value} » a {length} caractères : il sera coupé à 50, extension comprise.",
        "The name of the attachment “{value}” has {length} characters: it will be cut to 50, extension included.",
    ),
    remedy=Text("Donnez un nom de 50 caractères au plus.", "Give a name of 50 characters at most."),
    source="DSE 1.0 section 5.4.1; BR-FR-CPRO-41",
)
def names_are_short_enough(invoice: Invoice, _: Case) -> Answer:
    """Each name has 50 characters at most."""
    return tuple(
        fault(value=name, length=len(name))
        for each in invoice.attachments
        if (name := each.filename) and len(name) > LONGEST_NAME
    )


@rule(
    "PJ-02",
    message=Text(
        "La pièce jointe « {value} » n'est pas d'un type admis.", "The attachment “{value}” is not of an allowed type."
    ),
    remedy=Text("Joignez un fichier d'un de ces types : {known}.", "Attach a file of one of these types: {known}."),
    source="G4.03, annexe EDI; DSE 1.0 section 5.4.1",
)
def types_are_allowed(invoice: Invoice, _: Case) -> Answer:
    """Each name ends with an extension of the list; for a missing name, see PJ-05."""
    return tuple(
        fault(value=each.filename, known=Text(*2 * (" ".join(sorted(EXTENSIONS)),)))
        for each in invoice.attachments
        if each.filename and _extension(each.filename) not in EXTENSIONS
    )


@rule(
    "PJ-03",
    message=Text("La pièce jointe « {value} » est vide.", "The attachment “{value}” is empty."),
    remedy=Text("Joignez le document, ou retirez la pièce jointe.", "Attach the document, or remove the attachment."),
    source="IRR_VID_PJ; OCA l10n_fr_chorus_account",
)
def contents_are_not_empty(invoice: Invoice, _: Case) -> Answer:
    """No attachment is empty."""
    return tuple(fault(value=_name(each)) for each in invoice.attachments if each.content == b"")


@rule(
    "PJ-04",
    message=Text(
        "La pièce jointe « {value} » pèse {size} Mo ; 100 Mo au plus.",
        "The attachment “{value}” weighs {size} MB; 100 MB at most.",
    ),
    remedy=Text("Réduisez ou divisez le document.", "Shrink or split the document."),
    source="DSE 1.0 section 5.4.1; IRR_TAILLE_PJ",
)
def sizes_are_possible(invoice: Invoice, _: Case) -> Answer:
    """Each attachment weighs 100 MB at most, the limit of EDI."""
    return tuple(
        fault(value=_name(each), size=_size(each) // MEGABYTE)
        for each in invoice.attachments
        if _size(each) > LARGEST_SIZE
    )


@rule(
    "PJ-05",
    severity=Severity.WARNING,
    message=Text("La pièce jointe {rank} n'a pas de nom.", "Attachment {rank} has no name."),
    remedy=Text("Donnez un nom de fichier à la pièce jointe.", "Give the attachment a file name."),
    source="BT-125; CPPFacturePivot PJ/NomPJ",
)
def carried_ones_are_named(invoice: Invoice, _: Case) -> Answer:
    """Each embedded attachment has a name."""
    return tuple(
        fault(rank=rank) for rank, each in enumerate(invoice.attachments, 1) if each.content and not each.filename
    )


@rule(
    "PJ-06",
    severity=Severity.WARNING,
    message=Text(
        "Le document « {value} » n'est qu'un lien : il n'est pas transmis au destinataire.",
        "The document “{value}” is a link only: it is not handed to the recipient.",
    ),
    remedy=Text("Joignez le document lui-même à la facture.", "Attach the document itself to the invoice."),
    source="BT-124",
)
def none_is_a_link(invoice: Invoice, _: Case) -> Answer:
    """No supporting document is given only as a link."""
    return tuple(fault(value=each.location) for each in invoice.attachments if each.location and each.content is None)


@rule(
    "PJ-07",
    severity=Severity.WARNING,
    message=Text(
        "La pièce jointe « {value} » pèse {size} Mo ; plus de 10 Mo ne passent pas par tous les canaux.",
        "The attachment “{value}” weighs {size} MB; more than 10 MB do not pass through every channel.",
    ),
    remedy=Text("Réduisez ou divisez le document.", "Shrink or split the document."),
    source="DSE 1.0 section 5.2.1 (API)",
)
def sizes_are_usual(invoice: Invoice, _: Case) -> Answer:
    """Each attachment weighs 10 MB at most, the limit of the portal and the API; above 100 MB, see PJ-04."""
    return tuple(
        fault(value=_name(each), size=_size(each) // MEGABYTE)
        for each in invoice.attachments
        if USUAL_SIZE < _size(each) <= LARGEST_SIZE
    )


@rule(
    "PJ-08",
    message=Text(
        "Les pièces jointes pèsent ensemble {size} Mo ; 120 Mo au plus.",
        "The attachments weigh {size} MB together; 120 MB at most.",
    ),
    remedy=Text("Réduisez ou retirez des documents.", "Shrink or remove documents."),
    source="OCA l10n_fr_chorus_account; telechargerGroupe, HTTP 413",
)
def total_is_possible(invoice: Invoice, _: Case) -> Answer:
    """All attachments together weigh 120 MB at most."""
    total = sum(map(_size, invoice.attachments))
    return total <= LARGEST_TOTAL or fault(size=total // MEGABYTE)


@rule(
    "PJ-09",
    severity=Severity.WARNING,
    message=Text(
        "{count} pièces jointes portent le même nom « {value} ».", "{count} attachments have the same name “{value}”."
    ),
    remedy=Text("Donnez un nom différent à chaque pièce jointe.", "Give each attachment a name of its own."),
    source="CPPFacturePivot PJ/NomPJ",
)
def names_differ(invoice: Invoice, _: Case) -> Answer:
    """No two embedded attachments have the same name, letter case ignored."""
    if len(invoice.attachments) < 2:
        return True
    names = Counter(each.filename.casefold() for each in invoice.attachments if each.filename and each.content)
    return tuple(fault(value=name, count=count) for name, count in names.items() if count > 1)


@rule(
    "PJ-10",
    severity=Severity.WARNING,
    message=Text(
        "Le nom de la pièce jointe « {value} » contient des caractères interdits : ils seront remplacés.",
        "The name of the attachment “{value}” holds forbidden characters: they will be replaced.",
    ),
    remedy=Text(
        'Donnez un simple nom de fichier, sans dossier ni signe / \\ : * ? " < > |.',
        'Give a plain file name, without folder or any sign / \\ : * ? " < > |.',
    ),
    source="DSE 1.0 section 5.4.1; IRR_NOM_PJ",
)
def names_are_plain(invoice: Invoice, _: Case) -> Answer:
    """No name contains a path or a character that file systems refuse."""
    return tuple(
        fault(value=each.filename)
        for each in invoice.attachments
        if each.filename and _ODD_IN_NAME.search(each.filename)
    )


@rule(
    "PJ-12",
    severity=Severity.WARNING,
    message=Text(
        "La pièce jointe « {value} » est annoncée comme {mime}, ce que son nom contredit.",
        "The attachment “{value}” is announced as {mime}, which its name contradicts.",
    ),
    remedy=Text("Pour ce nom, le type MIME est {known}.", "For this name, the MIME type is {known}."),
    source="CPPFacturePivot PJ/MimeTypePJ; BT-125-1",
)
def types_agree_with_names(invoice: Invoice, _: Case) -> Answer:
    """The MIME type matches the extension; not checked without a type or with a generic one."""
    return tuple(
        fault(value=each.filename, mime=each.mime, known=file_types.types_of(_extension(each.filename))[0])
        for each in invoice.attachments
        if each.filename and each.mime and not file_types.may_be(each.mime, _extension(each.filename))
    )


@rule(
    "PJ-13",
    severity=Severity.WARNING,
    message=Text(
        "Le contenu de la pièce jointe « {value} » n'est pas celui d'un fichier .{ending} : le destinataire ne pourra "
        "sans doute pas l'ouvrir.",
        "The content of the attachment “{value}” is not that of a .{ending} file: the recipient will probably not be "
        "able to open it.",
    ),
    remedy=Text(
        "Donnez au fichier l'extension de ce qu'il est, ou joignez le bon document.",
        "Give the file the extension of what it is, or attach the right document.",
    ),
    source="IRR_EXT_PJ",
)
def contents_agree_with_names(invoice: Invoice, _: Case) -> Answer:
    """Each attachment has the leading bytes of its extension, when the extension has a signature."""
    return tuple(
        fault(value=each.filename, ending=_extension(each.filename))
        for each in invoice.attachments
        if each.filename and each.content and not file_types.begins_as(each.content, _extension(each.filename))
    )


def _extension(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def _size(attachment: Attachment) -> int:
    return len(attachment.content) if attachment.content else 0


def _name(attachment: Attachment) -> str:
    return attachment.filename or attachment.reference or "?"


CHECKS = (
    names_are_short_enough,
    types_are_allowed,
    contents_are_not_empty,
    sizes_are_possible,
    carried_ones_are_named,
    none_is_a_link,
    sizes_are_usual,
    total_is_possible,
    names_differ,
    names_are_plain,
    types_agree_with_names,
    contents_agree_with_names,
)
