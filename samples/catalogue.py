"""Generates ``samples/README.md``, the list of all samples, from the cases."""

from collections.abc import Mapping

from samples.cases.case import Case
from samples.cases.status_case import StatusCase

HEAD = """# Samples

Everything here is made by this project: `python -m samples.make` writes the files, their golden answers
(`<folder>.attendu.json`) and this page. Companies are fictitious (SIREN beginning with 9990); recipients are in
[annuaire](annuaire/README.md).

Each file is an invoice of its own (no number is used twice), written from one builder (`samples/invoices/builder.py`)
by one module per format. Format, decision and fields of a golden answer come from the builder; the codes of findings
are learnt from a run (`NAVETTE_UPDATE=1`), and reviewed.

"""
COLUMNS = "| File | What it is | Decision |\n|---|---|---|\n"
TITLES = {
    "factures": ("Good invoices", "Accepted."),
    "averties": ("Doubtful invoices", "Accepted with a warning."),
    "travaux": (
        "Works pieces",
        "Accepted. Each *dossier de facturation* in the order of its circuit, under its number and the\n"
        "suffix of the piece; dropped in this order they follow one another. A MOE in private practice is known by an\n"
        "account of its own.",
    ),
    "lots": ("Lots", "Archives of ten invoices and more; each member has its own answer."),
    "signees": (
        "Signed invoices",
        "By an authority of our own, the only one of the trust list in `confiance/`. Whoever signs is a fiction, and\n"
        "so is the moment. The files are the same each time they are made (`samples/writers/signing.py`).",
    ),
    "a_completer": (
        "Invoices to complete",
        "Pages that say something twice and differently: the invoice waits until somebody supplies the right value\n"
        "(`navette complete`).",
    ),
    "refusees": ("Refused invoices", "One thing wrong in each."),
    "hostiles": (
        "Hostile files",
        "Broken, lying or attacking.",
    ),
}
STATUTS = "What recipients answer, the morning after the good invoices were delivered; each is judged by itself."
STATUTS_COLUMNS = "| File | What it is | Its lines |\n|---|---|---|\n"


def as_markdown(cases: Mapping[str, tuple[Case, ...]], statuses: tuple[StatusCase, ...]) -> bytes:
    """The page, by folder."""
    parts = [HEAD]
    for folder, found in cases.items():
        title, text = TITLES[folder]
        parts.append(f"## {title}: `{folder}/` ({len(found)})\n\n{text}\n\n{COLUMNS}")
        parts.append("".join(f"| `{case.name}` | {_what(case)} | {case.verdict} |\n" for case in found) + "\n")
    parts.append(f"## Status files: `statuts/` ({len(statuses)})\n\n{STATUTS}\n\n{STATUTS_COLUMNS}")
    parts.append("".join(f"| `{case.name}` | {case.what} | {_became(case)} |\n" for case in statuses))
    return "".join(parts).rstrip("\n").encode() + b"\n"


def _became(case: StatusCase) -> str:
    return ", ".join(suite.outcome for suite in case.suites) or "the file is refused"


def _what(case: Case) -> str:
    if case.members:
        bad = sum(member.verdict != "accepted" for member in case.members)
        return f"{len(case.members)} invoices" + (f", {bad} of them bad" if bad else "")
    if case.why:
        return case.why
    invoice = case.invoice
    kind = " ".join(filter(None, (case.format, case.profile)))
    return f"{kind}: {invoice.nom_fournisseur} → {invoice.nom_destinataire}" if invoice else kind
