"""The words of a certificate of deposit: one line per value."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.cadre import CADRES
from domain.certificate import CertificateContent
from domain.text import Locale, Text
from exporters.common.labels import field_label
from exporters.common.number_formats import day, identifiant, instant, one_line
from exporters.pdf.fonts import INCONNU

NON_INDIQUE = Text("non indiqué", "not given")
TITLE = Text("Certificat de dépôt", "Certificate of deposit")
NUMBER = Text("Numéro du certificat", "Certificate number")
SCOPE = Text(
    "Ce certificat atteste que la pièce décrite ci-dessus a été reçue et enregistrée à la date et à l'heure indiquées. "
    "Il ne vaut ni acceptation par le destinataire, ni constatation du service fait, ni ordre de payer.",
    "This certificate attests that the document described above was received and recorded on the date and at the time "
    "shown. It is neither an acceptance by the recipient, nor a confirmation of service, nor an order to pay.",
)
UNDRAWN = Text(
    f"Le signe {INCONNU} remplace un caractère que cette page ne sait pas imprimer ; "
    "le texte exact est dans le fichier certificat.json joint à ce PDF.",
    f"The sign {INCONNU} stands for a character this page cannot print; "
    "the exact text is in the file certificat.json attached to this PDF.",
)
PROOF = Text("Empreinte et vérification", "Digest and verification")


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRow:
    """One line of a section: a label, and how its value is written."""

    label: Text
    value: Callable[[CertificateContent, Locale], str]
    optional: bool = False
    """Left out when empty, instead of *non indiqué*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its rows."""

    title: Text
    rows: tuple[CertificateRow, ...]


def heading(content: CertificateContent, locale: Locale) -> str:
    """The piece and its number: ``Facture n° 2026-014``."""
    piece = one_line(content.piece)
    return f"{piece[:1].upper()}{piece[1:]} {'no.' if locale is Locale.EN else 'n°'} {one_line(content.numero_facture)}"


def _saisies(content: CertificateContent, locale: Locale) -> str:
    return ", ".join(field_label(field, locale) for field in content.saisies.split(", ") if field)


def _service(content: CertificateContent, _: Locale) -> str:
    named = content.code_service and content.code_service != content.service
    return f"{content.code_service} – {content.service}" if named else content.service


def _cadre(content: CertificateContent, _: Locale) -> str:
    cadre = CADRES.get(content.cadre_facturation)
    return f"{cadre.code} – {cadre.piece} (dépôt par {_par(cadre.deposant)})" if cadre else content.cadre_facturation


def _par(deposant: str) -> str:
    return f"la {deposant}" if deposant in {"MOE", "MOA"} else f"le {deposant}"


def _deposited(content: CertificateContent, locale: Locale) -> str:
    return f"{instant(content.deposited_at)} {'(Paris time)' if locale is Locale.EN else '(heure de Paris)'}"


SECTIONS = (
    Section(
        title=Text("Dépôt", "Deposit"),
        rows=(
            CertificateRow(label=Text("Date et heure de dépôt", "Date and time of deposit"), value=_deposited),
            CertificateRow(label=Text("Numéro de dépôt", "Deposit number"), value=lambda content, _: content.deposit),
            CertificateRow(label=Text("Déposant", "Depositor"), value=lambda content, _: content.depositor),
            CertificateRow(label=Text("Fichier déposé", "Deposited file"), value=lambda content, _: content.file),
            CertificateRow(
                label=Text("Fichier dans l'archive", "File in the archive"),
                value=lambda content, _: content.member,
                optional=True,
            ),
        ),
    ),
    Section(
        title=Text("Fournisseur", "Supplier"),
        rows=(
            CertificateRow(label=Text("Raison sociale", "Name"), value=lambda content, _: content.fournisseur),
            CertificateRow(
                label=Text("Identifiant", "Identifier"),
                value=lambda content, _: identifiant(content.identifiant_fournisseur),
            ),
        ),
    ),
    Section(
        title=Text("Destinataire", "Recipient"),
        rows=(
            CertificateRow(
                label=Text("Structure publique", "Public body"), value=lambda content, _: content.destinataire
            ),
            CertificateRow(
                label=Text("SIRET", "SIRET"), value=lambda content, _: identifiant(content.siret_destinataire)
            ),
            CertificateRow(label=Text("Service", "Service"), value=_service),
        ),
    ),
    Section(
        title=Text("Pièce", "Document"),
        rows=(
            CertificateRow(label=Text("Nature et numéro", "Kind and number"), value=heading),
            CertificateRow(
                label=Text("Date de la pièce", "Date of the document"),
                value=lambda content, locale: day(content.date_facture, locale),
            ),
            CertificateRow(label=Text("Cadre de facturation", "Cadre de facturation"), value=_cadre),
            CertificateRow(
                label=Text("Numéro d'engagement", "Engagement number"),
                value=lambda content, _: content.numero_engagement,
                optional=True,
            ),
            CertificateRow(
                label=Text("Numéro de marché", "Contract number"),
                value=lambda content, _: content.numero_marche,
                optional=True,
            ),
            CertificateRow(
                label=Text("Signature électronique", "Electronic signature"),
                value=lambda content, _: content.signatures,
                optional=True,
            ),
            CertificateRow(
                label=Text("Complété à la main", "Supplied by hand"),
                value=_saisies,
                optional=True,
            ),
        ),
    ),
)
"""The content of the page, one line per value."""

AMOUNTS: tuple[tuple[Text, Callable[[CertificateContent], str]], ...] = (
    (Text("Montant HT", "Without VAT"), lambda content: content.montant_ht),
    (Text("Montant TVA", "VAT"), lambda content: content.montant_tva),
    (Text("Montant TTC", "With VAT"), lambda content: content.montant_ttc),
    (Text("Montant à payer", "Amount due"), lambda content: content.montant_a_payer),
)
"""The four amounts, in the order of Chorus Pro's *récapitulatif*."""
