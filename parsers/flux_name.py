"""Checks the name of a flux against the content of the file.

Names that do not begin as a flux's are not checked. For the others: the form, the interface, and whether format,
cadre and attachments fit the interface. All findings are warnings; the settings may make a wrong name refuse the
deposit, as the portal does.
"""

import re
from collections.abc import Iterator

from domain.decision import Reading
from domain.document import Format
from domain.finding import Finding, Level, Pack, Rule, Severity
from domain.flux import EXAMPLE, INTERFACES, FluxName, Interface, faults, flux_name, looks_like_one
from domain.invoice import Invoice
from domain.text import Text

_RANK = re.compile(r"#[0-9]+\Z")
_SECTION = "DSE 1.0 section 5.4.2"

MALFORMED = Rule(
    code="FLX-01",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    level=Level.DEPOT,
    message=Text(
        "Le nom « {name} » commence comme celui d'un flux EDI et n'en est pas un : {why}.",
        "The name “{name}” begins as that of an EDI flux and is none: {why}.",
    ),
    remedy=Text(
        "Nommez le fichier <interface>_<application>_<identifiant>, par exemple {example}.",
        "Name the file <interface>_<application>_<identifier>, for example {example}.",
    ),
    source=_SECTION,
)
NO_INTERFACE = Rule(
    code="FLX-02",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    level=Level.DEPOT,
    message=Text(
        "Le nom « {name} » annonce l'interface {interface}, qui n'est pas celle d'un dépôt de factures.",
        "The name “{name}” announces the interface {interface}, which is not one that invoices are deposited by.",
    ),
    remedy=Text(
        "Employez le code de l'interface de dépôt : {known}.", "Use the code of the interface of deposit: {known}."
    ),
    source=_SECTION,
)
OTHER_FORMAT = Rule(
    code="FLX-03",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    level=Level.DEPOT,
    message=Text(
        "Le nom du flux annonce {what} ({interface}) et le contenu est d'un autre format : {format}.",
        "The name of the flux announces {what} ({interface}) and the content is of another format: {format}.",
    ),
    remedy=Text(
        "Déposez ce format par son interface : {fitting}.", "Deposit this format by its own interface: {fitting}."
    ),
    source=_SECTION,
)
OTHER_CADRE = Rule(
    code="FLX-04",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    field="cadre_facturation",
    message=Text(
        "L'interface {interface} ({what}) n'est pas prévue pour le cadre de facturation {cadre}.",
        "The interface {interface} ({what}) is not meant for the cadre de facturation {cadre}.",
    ),
    remedy=Text(
        "Corrigez le cadre de facturation, ou déposez la pièce par une autre interface : {fitting}.",
        "Correct the cadre de facturation, or deposit the piece by another interface: {fitting}.",
    ),
    source=_SECTION,
)
NOTHING_CARRIED = Rule(
    code="FLX-05",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "L'interface {interface} ({what}) est celle d'un flux mixte et le XML ne porte aucun document lisible.",
        "The interface {interface} ({what}) is that of a mixed flux and the XML carries no readable document.",
    ),
    remedy=Text(
        "Joignez le PDF de la facture au XML, ou employez l'interface du format structuré.",
        "Attach the PDF of the invoice to the XML, or use the interface of the structured format.",
    ),
    source=_SECTION,
)
RULES: tuple[Rule, ...] = (MALFORMED, NO_INTERFACE, OTHER_FORMAT, OTHER_CADRE, NOTHING_CARRIED)


def of_name(path: str) -> tuple[Finding, ...]:
    """Findings about the name of a file, regardless of its content; ``path`` may begin with folders."""
    name = _last(path)
    if not looks_like_one(name):
        return ()
    if why := faults(name):
        return (MALFORMED.finding(name=name, why=_together(why), example=EXAMPLE),)
    named = flux_name(name)
    if named is None or named.known:
        return ()
    return (NO_INTERFACE.finding(name=name, interface=named.interface, known=Text(*2 * (", ".join(INTERFACES),))),)


def of_content(path: str, member: str | None, reading: Reading) -> tuple[Finding, ...]:
    """Contradictions between what was read and the file's name: its own inside an archive, else the deposit's."""
    named = _named(path, member)
    known = named.known if named else None
    return tuple(_contradictions(known, reading)) if known and reading.invoice else ()


def _named(path: str, member: str | None) -> FluxName | None:
    return (flux_name(_last(member)) if member else None) or flux_name(_last(path))


def _contradictions(known: Interface, reading: Reading) -> Iterator[Finding]:
    invoice = reading.invoice or Invoice()
    if reading.format not in known.formats:
        fitting = _fitting(reading.format, known.cadres, mixed=known.mixed)
        yield OTHER_FORMAT.finding(interface=known.code, what=known.what, format=reading.format, fitting=fitting)
        return
    cadre = invoice.cadre_facturation or "A1"
    if known.cadres and cadre not in known.cadres:
        fitting = _fitting(reading.format, frozenset(), mixed=known.mixed)
        yield OTHER_CADRE.finding(interface=known.code, what=known.what, cadre=cadre, fitting=fitting)
    if known.mixed and not any(each.content for each in invoice.attachments):
        yield NOTHING_CARRIED.finding(interface=known.code, what=known.what)


def _fitting(form: Format, cadres: frozenset[str], *, mixed: bool) -> Text:
    """The interfaces for this format, preferably those with the same cadres and of the same kind."""
    fitting = [each for each in INTERFACES.values() if form in each.formats]
    close = [each for each in fitting if (each.cadres, each.mixed) == (cadres, mixed)]
    codes = ", ".join(each.code for each in close or fitting)
    return Text(codes or "aucune", codes or "none")


def _together(why: tuple[Text, ...]) -> Text:
    return Text(", ".join(each.fr for each in why), ", ".join(each.en for each in why))


def _last(path: str) -> str:
    """The file's own name: no folders, and not the ``#n`` of an invoice taken out of a flux of several."""
    return _RANK.sub("", path.rpartition("/")[2])
