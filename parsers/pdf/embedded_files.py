"""The files attached to a PDF, in every place that PDF allows (ISO 32000-2 §7.11.4, §14.13).

Places: the name tree ``EmbeddedFiles`` (direct or in nested ``Kids``), the ``AF`` array of the catalog and of pages,
and ``FileAttachment`` annotations. Files may be damaged: every walk is bounded and guards against cycles.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from domain.finding import Finding, Level, Pack, Rule, Severity, excerpt
from domain.text import Text
from parsers.limits import Limits
from parsers.pdf import active_content
from parsers.pdf.repeated_drawings import TOO_REPEATED, may_repeat, too_repeated

CORRUPTED = Rule(
    code="LEC-020",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text("Le PDF est endommagé et ne peut pas être ouvert ({detail}).", "The PDF is damaged ({detail})."),
    remedy=Text(
        "Vérifiez que le PDF s'ouvre, puis transférez-le de nouveau en mode binaire.",
        "Check that the PDF opens, then transfer it again in binary mode.",
    ),
    source="ISO 32000-2 §7.5",
)
ENCRYPTED = Rule(
    code="LEC-021",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le PDF est chiffré : il ne s'ouvre pas sans mot de passe ou certificat.",
        "The PDF is encrypted: it does not open without a password or a certificate.",
    ),
    remedy=Text("Déposez le PDF sans protection.", "Deposit the PDF without protection."),
    source="ISO 32000-2 §7.6",
)
PROTECTED = Rule(
    code="LEC-022",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    severity=Severity.INFO,
    message=Text(
        "Le PDF porte un mot de passe de protection ; il s'ouvre sans lui et a été lu.",
        "The PDF has an owner password; it opens without it and was read.",
    ),
    remedy=Text("Un PDF/A ne doit pas être chiffré : retirez la protection.", "Remove the protection: PDF/A has none."),
    source="ISO 19005-3 §6.1.3",
)
TOO_MANY = Rule(
    code="LEC-023",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text("Le PDF porte plus de {limit} fichiers joints.", "The PDF has more than {limit} attached files."),
    remedy=Text("Joignez moins de fichiers au PDF.", "Attach fewer files to the PDF."),
    source="DSE Chorus Pro 1.0, limites EDI",
)
TOO_COMPLEX = Rule(
    code="LEC-088",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le PDF compte {count} objets, plus que les {limit} qui sont lus.",
        "The PDF has {count} objects, more than the {limit} that are read.",
    ),
    remedy=Text(
        "Produisez de nouveau le PDF avec votre logiciel de facturation, sans dessin ni plan ; joignez-les à part.",
        "Produce the PDF again with your invoicing software, without drawings or plans; attach those apart.",
    ),
    source="Navette",
)
PORTFOLIO = Rule(
    code="LEC-089",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "Le PDF est un porte-documents (portfolio) : seules ses propres pages sont lues, les fichiers qu'il contient "
        "({count}) sont joints sans être lus comme factures.",
        "The PDF is a portfolio: only its own pages are read, the files it holds ({count}) are attached and not read "
        "as invoices.",
    ),
    remedy=Text(
        "Déposez chaque facture dans un PDF ordinaire, ou plusieurs factures dans une archive ZIP.",
        "Deposit each invoice as an ordinary PDF, or several invoices in a ZIP archive.",
    ),
    source="ISO 32000-2 §12.3.5",
)
RULES: tuple[Rule, ...] = (
    CORRUPTED,
    ENCRYPTED,
    PROTECTED,
    TOO_MANY,
    TOO_COMPLEX,
    PORTFOLIO,
    *active_content.RULES,
    TOO_REPEATED,
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_DAMAGES = (
    ("header", "il ne commence pas comme un PDF"),
    ("EmptyFile", "il est vide"),
    ("EOF", "il s'arrête avant sa fin"),
    ("ended unexpectedly", "il s'arrête avant sa fin"),
    ("startxref", "la table de ses objets est introuvable"),
    ("xref", "la table de ses objets est fausse"),
    ("Root", "son catalogue manque"),
    ("RecursionError", "il a trop de niveaux"),
    ("LimitReached", "un flux décompressé est trop long"),
)
"""Damages in French, by a part of pypdf's exception, the first that it has."""
_STREAMS = ("/F", "/UF", "/Unix", "/DOS", "/Mac")
_SIZE = re.compile(rb"(?=.{0,400}/XRef)obj.{0,400}?/Size\s{1,9}([0-9]{1,12})", re.S)
_TRAILER = re.compile(rb"trailer.{0,400}?/Size\s{1,9}([0-9]{1,12})", re.S)
_START = re.compile(rb"startxref\s{1,9}([0-9]{1,12})")
_TAIL = 2048
"""Last bytes of a PDF searched for the end of its cross-reference table."""
_LARGE = 4_000_000
"""Size in bytes from which objects are counted."""
_ASSOCIATED = 1000
"""Most associated files whose names are read."""
_DEPTH = 64
_NODES = 20_000
"""Most name-tree nodes and array entries read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file attached to a PDF."""

    name: str
    """As written, possibly empty; never joined to a path."""
    mime: str | None = None
    relationship: str | None = None
    """``AFRelationship`` without its slash: ``Data``, ``Source``, ``Alternative``..."""
    content: bytes | None = field(default=None, repr=False)
    """``None`` when the stream is missing, damaged, or over the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The attachments and metadata of a PDF, and findings; one is fatal when it could not be opened."""

    attached: tuple[Attached, ...] = ()
    metadata: bytes | None = field(default=None, repr=False)
    """The XMP packet; ``None`` when absent, empty when damaged or too large."""
    findings: tuple[Finding, ...] = ()
    associated: frozenset[str] = frozenset()
    """Names of the files in the ``AF`` array of the catalog."""
    output_intent: bool = False
    """Whether the catalog has an ``OutputIntents``: the colours are those of a named device."""

    @property
    def refused(self) -> bool:
        """Whether the PDF could not be opened."""
        return any(finding.severity is Severity.FATAL for finding in self.findings)


def opened(content: bytes, limits: Limits) -> Container:
    """The files attached to the PDF in ``content``; never raises for a bad PDF."""
    if (count := _objects(content)) > limits.objects:
        return Container(findings=(TOO_COMPLEX.finding(count=count, limit=limits.objects),))
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Container(findings=(ENCRYPTED.finding(),))
        attached = _Attachments(limits).of(reader)
        metadata = _metadata(reader, limits)
        catalog = _dictionary(reader.trailer["/Root"])
        associated = _names_of(catalog)
        intent = bool(_array(catalog.get("/OutputIntents")))
        findings = tuple(_container_findings(reader, len(attached), limits, repeating=may_repeat(content)))
    except MemoryError:  # says nothing about the file
        raise
    except NotImplementedError:
        return Container(findings=(ENCRYPTED.finding(),))
    except Exception as error:  # noqa: BLE001 - pypdf raises anything at all on damaged files
        return Container(findings=(CORRUPTED.finding(detail=_detail(error)),))
    if len(attached) > limits.embedded:
        return Container(findings=(*findings, TOO_MANY.finding(limit=limits.embedded)))
    return Container(
        attached=attached, metadata=metadata, findings=findings, associated=associated, output_intent=intent
    )


def _names_of(catalog: DictionaryObject) -> frozenset[str]:
    """Names of the files in the ``AF`` array of the catalog."""
    files = catalog.get("/AF")
    specs = [files] if isinstance(_resolved(files), DictionaryObject) else _array(files)[:_ASSOCIATED]
    found = (_dictionary(spec) for spec in specs)
    return frozenset(_text(spec.get("/UF")) or _text(spec.get("/F")) for spec in found)


def _detail(error: Exception) -> Text:
    """What is damaged. The English is pypdf's own sentence."""
    said = f"{type(error).__name__}: {error}"
    french = next((french for part, french in _DAMAGES if part in said), "sa structure ne se lit pas")
    return Text(french, excerpt(said))


def _container_findings(reader: PdfReader, attached: int, limits: Limits, *, repeating: bool) -> Iterator[Finding]:
    """Findings about a PDF that opens."""
    if reader.is_encrypted:
        yield PROTECTED.finding()
    if attached and "/Collection" in _dictionary(reader.trailer["/Root"]):
        yield PORTFOLIO.finding(count=attached)
    for what in active_content.of(reader, limits.pages):
        yield active_content.ACTS.finding(what=what)
    if repeating and (page := too_repeated(reader, limits.pages)):
        yield TOO_REPEATED.finding(page=page)


def _objects(content: bytes) -> int:
    """Number of objects, from the last cross-reference table or counted in the bytes, without parsing."""
    end = content[-_TAIL:]
    starts = _START.findall(end)
    at = int(starts[-1]) if starts else len(content)
    declared = (_SIZE.search(content[at : at + _TAIL].partition(b"stream")[0]), _TRAILER.search(end))
    return max([int(size[1]) for size in declared if size] + [content.count(b" obj") if len(content) > _LARGE else 0])


def _metadata(reader: PdfReader, limits: Limits) -> bytes | None:
    packet = _resolved(_dictionary(reader.trailer["/Root"]).get("/Metadata"))
    if not isinstance(packet, StreamObject):
        return None
    try:
        data = packet.get_data()
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # noqa: BLE001 - damaged metadata must not hide the invoice
        return b""
    content = data.encode("utf-8") if isinstance(data, str) else bytes(data)
    return content if len(content) <= limits.metadata else b""


class _Attachments:
    """One walk over a PDF; records visited objects so that cycles end."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._room = limits.attachment
        self._left = _NODES
        self._seen: set[tuple[int, int]] = set()

    def of(self, reader: PdfReader) -> tuple[Attached, ...]:
        """Every attached file once, in the order of places of the module's docstring."""
        found: list[Attached] = []
        for name, spec in self._specs(reader):
            if self._is_new(spec) and (attached := self._attached(name, _resolved(spec))):
                found.append(attached)
                if len(found) > self._limits.embedded:
                    break
        return tuple(found)

    def _specs(self, reader: PdfReader) -> Iterator[tuple[str, Any]]:
        catalog = _dictionary(reader.trailer["/Root"])
        names = _dictionary(catalog.raw_get("/Names")) if "/Names" in catalog else DictionaryObject()
        if "/EmbeddedFiles" in names:
            yield from self._tree(names.raw_get("/EmbeddedFiles"), _DEPTH)
        yield from self._associated(catalog)
        yield from self._on_pages(reader)

    def _tree(self, node: Any, depth: int) -> Iterator[tuple[str, Any]]:
        if depth == 0 or not self._is_new(node):
            return
        branch = _dictionary(node)
        leaves = _array(branch.get("/Names"))
        for key, spec in zip(leaves[::2], leaves[1::2], strict=False):
            if self._may_go_on():
                yield _text(key), spec
        for kid in _array(branch.get("/Kids")):
            if self._may_go_on():
                yield from self._tree(kid, depth - 1)

    def _associated(self, owner: DictionaryObject) -> Iterator[tuple[str, Any]]:
        files = owner.get("/AF")
        for spec in [files] if isinstance(_resolved(files), DictionaryObject) else _array(files):
            if self._may_go_on():
                yield "", spec

    def _on_pages(self, reader: PdfReader) -> Iterator[tuple[str, Any]]:
        for page, _ in zip(reader.pages, range(self._limits.pages), strict=False):
            yield from self._associated(page)
            for annotation in _array(page.get("/Annots")):
                note = _resolved(annotation)
                if (
                    self._may_go_on()
                    and isinstance(note, DictionaryObject)
                    and note.get("/Subtype") == "/FileAttachment"
                ):
                    yield "", note.raw_get("/FS") if "/FS" in note else None

    def _attached(self, key: str, spec: Any) -> Attached | None:
        if not isinstance(spec, DictionaryObject):
            return None
        streams = _dictionary(spec.get("/EF"))
        places = (streams.raw_get(place) for place in _STREAMS if place in streams)
        stream = next((place for place in places if isinstance(_resolved(place), StreamObject)), None)
        if stream is not None and not self._is_new(stream):
            return None
        file = _resolved(stream)
        relationship = spec.get("/AFRelationship")
        return Attached(
            name=_text(spec.get("/UF")) or _text(spec.get("/F")) or key,
            mime=_name(file.get("/Subtype")) if file is not None else None,
            relationship=_name(relationship),
            content=self._data(file) if file is not None else None,
        )

    def _data(self, stream: StreamObject) -> bytes | None:
        try:
            data = stream.get_data()
        except MemoryError:  # says nothing about the file
            raise
        except Exception:  # noqa: BLE001 - a damaged stream must not hide the other files
            return None
        content = data.encode("latin-1", "replace") if isinstance(data, str) else bytes(data)
        self._room -= len(content)
        return content if self._room >= 0 else None

    def _is_new(self, reference: Any) -> bool:
        """Whether an object is visited for the first time; a direct object can only be reached once."""
        if not isinstance(reference, IndirectObject):
            return True
        key = (reference.idnum, reference.generation)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _may_go_on(self) -> bool:
        self._left -= 1
        return self._left > 0


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _dictionary(value: Any) -> DictionaryObject:
    found = _resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> list[Any]:
    """The entries as written, references unresolved."""
    found = _resolved(value)
    return list(list.__iter__(found)) if isinstance(found, ArrayObject) else []


def _text(value: Any) -> str:
    found = _resolved(value)
    if isinstance(found, bytes):
        return found.decode("utf-8", "replace")
    return str(found) if isinstance(found, str) else ""


def _name(value: Any) -> str | None:
    """A PDF name without its slash, with escapes such as ``#2F`` decoded."""
    return _text(value).lstrip("/").replace("#2F", "/").replace("#2f", "/") or None
