"""What a file is when it is no invoice any parser knows: an answer its sender can act upon."""

import re

from lxml import etree

from domain.decision import Reading
from domain.document import Format
from domain.finding import Finding, Level, Pack, Rule
from domain.text import Text
from parsers.source import Source

EMPTY = Rule(
    code="LEC-001",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text("Le fichier est vide.", "The file is empty."),
    remedy=Text("Transférez de nouveau le fichier.", "Transfer the file again."),
    source="XP Z12-014, IRR_VIDE_F",
)
UNKNOWN = Rule(
    code="LEC-002",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier n'est ni un XML ni un PDF de facture : c'est {kind}.",
        "The file is neither an XML nor a PDF invoice: it is {kind}.",
    ),
    remedy=Text(
        "Déposez une facture UBL, CII, Factur-X, CPP ou PDF, ou un lot zip ou tar.gz de ces fichiers.",
        "Deposit a UBL, CII, Factur-X, CPP or PDF invoice, or a zip or tar.gz lot of them.",
    ),
    source="XP Z12-014, IRR_TYPE_F",
)
TOO_BIG = Rule(
    code="LEC-003",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier fait {size} octets, plus que les {limit} permis pour une facture.",
        "The file has {size} bytes, more than the {limit} allowed for an invoice.",
    ),
    remedy=Text("Réduisez les pièces jointes.", "Make the attachments smaller."),
    source="DSE Chorus Pro 1.0, limites EDI ; XP Z12-014, IRR_TAILLE_F",
)
NOT_INVOICE = Rule(
    code="LEC-011",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le XML n'est pas une facture : sa racine est {root}, {kind}.",
        "The XML is no invoice: its root is {root}, {kind}.",
    ),
    remedy=Text(
        "Déposez la facture elle-même, en UBL 2.1, en CII (D16B ou D22B) ou au format CPP.",
        "Deposit the invoice itself, in UBL 2.1, CII (D16B or D22B) or CPP.",
    ),
    source="XP Z12-014, IRR_TYPE_F",
)
RULES: tuple[Rule, ...] = (EMPTY, UNKNOWN, TOO_BIG, NOT_INVOICE)

_MAGIC = (
    (b"\xff\xd8\xff", Text("une image JPEG", "a JPEG image")),
    (b"\x89PNG", Text("une image PNG", "a PNG image")),
    (b"GIF8", Text("une image GIF", "a GIF image")),
    (b"II*\0", Text("une image TIFF", "a TIFF image")),
    (b"MM\0*", Text("une image TIFF", "a TIFF image")),
    (b"PK\x03\x04", Text("une archive zip ou un document bureautique", "a zip archive or an office document")),
    (b"PK\x05\x06", Text("une archive zip vide", "an empty zip archive")),
    (b"\x1f\x8b", Text("une archive gzip", "a gzip archive")),
    (b"BZh", Text("une archive bzip2", "a bzip2 archive")),
    (b"7z\xbc\xaf", Text("une archive 7-Zip", "a 7-Zip archive")),
    (b"Rar!", Text("une archive RAR", "a RAR archive")),
    (b"\xd0\xcf\x11\xe0", Text("un ancien document Office", "an old Office document")),
    (b"{\\rtf", Text("un document RTF", "an RTF document")),
    (b"\x7fELF", Text("un programme", "a program")),
    (b"UNA:+", Text("un message EDIFACT", "an EDIFACT message")),
    (b"UNB+", Text("un message EDIFACT", "an EDIFACT message")),
    (b"{", Text("du JSON", "JSON")),
    (b"[", Text("du JSON", "JSON")),
    (b"%!PS", Text("du PostScript", "PostScript")),
    (b"0\x82", Text("une enveloppe de signature PKCS#7", "a PKCS#7 signature envelope")),
    (b"\x4c\x6f\xa7\x94", Text("du XML en EBCDIC", "XML in EBCDIC")),
)
_TEXT = Text("du texte", "text")
_BINARY = Text("un format binaire inconnu", "an unknown binary format")
_MANY_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a]").search

_ROOTS = {
    "SCRDMCCBDACIOMessageStructure": Text("une commande Order-X", "an Order-X order"),
    "CrossDomainAcknowledgementAndResponse": Text("un statut de cycle de vie (CDAR)", "a life-cycle status (CDAR)"),
    "CPPStatut": Text("un statut Chorus Pro", "a Chorus Pro status"),
    "AnnuaireConsultationF14": Text("un extrait d'annuaire", "an extract of the directory"),
    "Order": Text("une commande UBL", "a UBL order"),
    "OrderChange": Text("une modification de commande UBL", "a UBL order change"),
    "OrderResponse": Text("une réponse à une commande UBL", "a UBL order response"),
    "DespatchAdvice": Text("un avis d'expédition UBL", "a UBL despatch advice"),
    "ReceiptAdvice": Text("un avis de réception UBL", "a UBL receipt advice"),
    "ApplicationResponse": Text("un accusé UBL", "a UBL application response"),
    "Reminder": Text("une relance UBL", "a UBL reminder"),
    "Statement": Text("un relevé de compte UBL", "a UBL statement"),
    "DebitNote": Text("une note de débit UBL", "a UBL debit note"),
    "SelfBilledInvoice": Text(
        "une autofacture UBL, à déposer comme Invoice de type 389", "a UBL self-billed invoice, to be an Invoice 389"
    ),
    "Catalogue": Text("un catalogue UBL", "a UBL catalogue"),
    "StandardBusinessDocument": Text("une enveloppe Peppol (SBDH)", "a Peppol envelope (SBDH)"),
    "CrossIndustryInvoice": Text("d'une version de CII qui n'est pas lue", "of a version of CII that is not read"),
    "CrossIndustryDocument": Text(
        "d'une version de ZUGFeRD qui n'est pas lue", "of a version of ZUGFeRD that is not read"
    ),
    "Invoice": Text("sans l'espace de noms d'UBL 2.1", "without the namespace of UBL 2.1"),
    "CreditNote": Text("sans l'espace de noms d'UBL 2.1", "without the namespace of UBL 2.1"),
    "FatturaElettronica": Text("une facture italienne (FatturaPA)", "an Italian invoice (FatturaPA)"),
    "Facturae": Text("une facture espagnole (Facturae)", "a Spanish invoice (Facturae)"),
    "PES_Aller": Text("un flux comptable PES", "a PES accounting file"),
    "html": Text("une page web", "a web page"),
    "svg": Text("une image SVG", "an SVG image"),
}
_OTHER_ROOT = Text("que Navette ne connaît pas", "that Navette does not know")
_GUESSES = (
    (re.compile(r"<(?:[\w.-]+:)?CrossIndustry(?:Invoice|Document)\b"), Format.CII),
    (re.compile(r"<(?:[\w.-]+:)?Invoice\b"), Format.UBL_INVOICE),
    (re.compile(r"<(?:[\w.-]+:)?CreditNote\b"), Format.UBL_CREDITNOTE),
    (re.compile(r"<CPPFactureMixte\b"), Format.CPP_MIXTE),
    (re.compile(r"<CPPFacturePivot\b"), Format.CPP_PIVOT),
)
_HEAD = 4096


def read(source: Source) -> Reading:
    """Why no parser could read the file."""
    content = source.content
    if len(content) > source.limits.file:
        return _answer(TOO_BIG.finding(size=len(content), limit=source.limits.file))
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return _answer(EMPTY.finding())
    if source.root is not None:
        return _answer(NOT_INVOICE.finding(root=etree.QName(source.tag).localname, kind=_kind_of_root(source.tag)))
    if source.xml.findings:
        return Reading(format=_guess(content), findings=source.xml.findings)
    return _answer(UNKNOWN.finding(kind=nature(content)))


def _kind_of_root(tag: str) -> Text:
    """What a document with this root (qualified tag) is, as the end of a sentence."""
    return _ROOTS.get(etree.QName(tag).localname, _OTHER_ROOT)


def is_known(tag: str) -> bool:
    """Whether a root (qualified tag) is that of a kind of document this module can name."""
    return bool(tag) and etree.QName(tag).localname in _ROOTS


def nature(content: bytes) -> Text:
    """What bytes that nobody recognises are, as the end of a sentence."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    return _BINARY if _MANY_CONTROLS(content[:_HEAD]) else _TEXT


def _guess(content: bytes) -> Format:
    """The format a broken XML was meant to be in."""
    head = content[:_HEAD].replace(b"\0", b"").decode("latin-1")
    return next((form for pattern, form in _GUESSES if pattern.search(head)), Format.UNKNOWN)


def _answer(finding: Finding) -> Reading:
    return Reading(format=Format.UNKNOWN, findings=(finding,))
