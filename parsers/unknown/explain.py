"""Explains a file that no parser recognises, with a remedy for its sender."""

import re

from lxml import etree

from domain.decision import Reading
from domain.document import Format
from domain.enum_tables import Partial
from domain.finding import Finding, Level, Pack, Rule
from domain.text import Text
from parsers.source import encoding
from parsers.source.document import Source
from parsers.unknown.magic_numbers import FileKind, ForeignFile, is_web_page, kind_of

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
IMAGE = Rule(
    code="LEC-016",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier est {kind} : ce n'est ni un PDF ni un XML.", "The file is {kind}: it is neither a PDF nor an XML."
    ),
    remedy=Text(
        "Déposez le PDF ou le XML de votre logiciel de facturation. Si vous n'avez que l'image, convertissez-la en PDF "
        "(la renommer ne suffit pas), avec toutes les pages de la facture dans un seul PDF, à 300 points par pouce.",
        "Deposit the PDF or the XML of your invoicing software. If you have the image only, convert it to PDF "
        "(renaming it is not enough), with all pages of the invoice in one PDF, at 300 dots per inch.",
    ),
    source="XP Z12-014, IRR_TYPE_F; formats de dépôt de Chorus Pro : PDF et XML",
)
COURRIEL = Rule(
    code="LEC-017",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier est {kind} : ses pièces jointes ne sont pas lues.",
        "The file is {kind}: what is attached to it is not read.",
    ),
    remedy=Text(
        "Enregistrez la facture jointe au courriel (PDF ou XML), et déposez-la seule.",
        "Save the invoice attached to the mail (PDF or XML), and deposit that alone.",
    ),
    source="XP Z12-014, IRR_TYPE_F",
)
BUREAUTIQUE = Rule(
    code="LEC-018",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier est {kind} : ce n'est ni un PDF ni un XML.", "The file is {kind}: it is neither a PDF nor an XML."
    ),
    remedy=Text(
        "Exportez le document en PDF (« Enregistrer sous » ou « Imprimer », puis PDF), et déposez ce PDF.",
        "Export the document as PDF (“Save as” or “Print”, then PDF), and deposit that PDF.",
    ),
    source="XP Z12-014, IRR_TYPE_F",
)
ENCODE = Rule(
    code="LEC-019",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier est {kind} transcrit en texte (base64 ou hexadécimal) : il n'est pas lu.",
        "The file is {kind} written out as text (base64 or hexadecimal): it is not read.",
    ),
    remedy=Text(
        "Déposez le fichier d'origine, décodé, en transfert binaire.",
        "Deposit the original file, decoded, in binary transfer.",
    ),
    source="XP Z12-014, IRR_TYPE_F",
)
RULES: tuple[Rule, ...] = (EMPTY, UNKNOWN, TOO_BIG, NOT_INVOICE, IMAGE, COURRIEL, BUREAUTIQUE, ENCODE)

_OF_GENRE = Partial(
    {
        FileKind.IMAGE: IMAGE,
        FileKind.COURRIEL: COURRIEL,
        FileKind.BUREAUTIQUE: BUREAUTIQUE,
        FileKind.ENCODE: ENCODE,
        FileKind.AUTRE: UNKNOWN,
    }
)

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
    """The reading of an unknown file: a finding why no parser could read it."""
    content = source.content
    if len(content) > source.limits.file:
        return _answer(TOO_BIG.finding(size=len(content), limit=source.limits.file))
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return _answer(EMPTY.finding())
    if is_web_page(content):
        return _answer(_foreign(kind_of(content)))
    if source.root is not None:
        return _answer(NOT_INVOICE.finding(root=etree.QName(source.tag).localname, kind=_kind_of_root(source.tag)))
    if source.xml.findings:
        return Reading(format=_guess(content), findings=source.xml.findings)
    return _answer(_foreign(kind_of(content)))


def _foreign(found: ForeignFile) -> Finding:
    rule = _OF_GENRE.get(found.genre)
    return rule.finding(kind=found.kind) if rule else encoding.REFUSED.finding(encoding=found.kind)


def _kind_of_root(tag: str) -> Text:
    """The kind of a document with this root (qualified tag), worded as the end of a sentence."""
    return _ROOTS.get(etree.QName(tag).localname, _OTHER_ROOT)


def is_known(tag: str) -> bool:
    """Whether a root (qualified tag) is of a kind of document listed here."""
    return bool(tag) and etree.QName(tag).localname in _ROOTS


def _guess(content: bytes) -> Format:
    """The probable format of a malformed XML."""
    head = content[:_HEAD].replace(b"\0", b"").decode("latin-1")
    return next((form for pattern, form in _GUESSES if pattern.search(head)), Format.UNKNOWN)


def _answer(finding: Finding) -> Reading:
    return Reading(format=Format.UNKNOWN, findings=(finding,))
