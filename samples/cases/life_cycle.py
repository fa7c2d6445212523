"""Status files dropped by recipients, valid and invalid.

Each is processed alone, on the morning after all valid sample invoices were delivered. The outcome of each line is
given here; the codes of the reasons are recorded from a run.
"""

from dataclasses import replace
from datetime import date

from domain.status import Status
from domain.suivi import Outcome
from samples.cases.status_case import MATIN, StatusCase, avis_of, in_cdar, in_cpp, in_table
from samples.invoices.people import COLLEGE
from samples.writers.cdar import cdar
from samples.writers.status_files import Avis, Spreadsheet, cpp_statut, table

S = Status


def cases() -> tuple[StatusCase, ...]:
    """Every status file of ``samples/statuts``."""
    return (*_tables(), *_messages(), *_refused_lines(), *_refused_files())


def _tables() -> list[StatusCase]:
    rows = (
        avis_of("BTP-2026-0041", S.MANDATEE, mandat="2026-004117"),
        avis_of("NUM-2026-0012", S.SUSPENDUE, "Procès-verbal de réception absent ; merci de l'ajouter"),
        avis_of("PAP-2026-0104", S.REJETEE, "« Remise » oubliée : l'œuvre coûte 12 € de moins"),
        avis_of("PAP-2026-0106", S.A_RECYCLER, "Commande du service Archives", codes=("CODE_ROUTAGE_ERR",)),
        avis_of("PAP-2026-0101", S.MISE_EN_PAIEMENT, mandat="2026-004118"),
    )
    words = (
        avis_of("BTP-2026-0042", "service fait"),
        avis_of("BTP-2026-0043", "MISE_EN_PAIEMENT"),
        avis_of("BTP-2026-0044", "8"),
    )
    twice = (avis_of("PAP-2026-0107", S.MANDATEE), avis_of("PAP-2026-0107", S.MISE_EN_PAIEMENT))
    spread = (Spreadsheet.LIBREOFFICE, Spreadsheet.UNICODE_TEXT)
    return [
        in_table("excel-francais.csv", rows, "saved by a French Excel: cp1252 and ;", Spreadsheet.FRENCH_EXCEL),
        in_table("excel-suisse.csv", rows, "saved by a Swiss Excel: cp1252 and ,", Spreadsheet.SWISS_EXCEL),
        *(in_table(f"{each.name.lower()}.csv", rows, f"{each.value[1]} and tabulations", each) for each in spread),
        in_table(
            "mots-du-statut.csv",
            words,
            "a status as words, as its API name, as its number",
            after=(S.SERVICE_FAIT, S.MISE_EN_PAIEMENT, S.MANDATEE),
        ),
        in_table("deux-etapes.csv", twice, "two steps of one invoice, in order"),
    ]


def _messages() -> list[StatusCase]:
    steps = (
        avis_of("BTP-2026-0041", S.SERVICE_FAIT),
        avis_of("NUM-2026-0013", S.MISE_A_DISPOSITION_COMPTABLE),
        avis_of("NUM-2026-0014", S.SUSPENDUE, "Relevé des journées absent"),
        avis_of("PAP-2026-0103", S.MISE_EN_PAIEMENT, mandat="M-77"),
    )
    kept = (avis_of("NUM-2026-0013", "17"), avis_of("NUM-2026-0014", "37", "NON CONFORME_NON_INTEGRE"))
    suspended = (avis_of("NUM-2026-0015", S.SUSPENDUE, "Bordereau de livraison absent", codes=("JUSTIF_ABS",)),)
    several = (
        avis_of("TRA-2026-0009", S.MISE_EN_PAIEMENT),
        avis_of("TRA-2026-0010", S.REJETEE, "Repas non servis", codes=("LIVR_INCOMP",)),
    )
    litige = (avis_of("TRA-2026-0007", "207", "Quantité contestée", codes=("QTE_ERR",)),)
    return [
        in_cpp("cpp-statut.xml", steps, "four statuses of the portal's own format"),
        in_cpp("cpp-statut-codes-gardes.xml", kept, "codes that move nothing: kept in the history", Outcome.NOTED),
        in_cdar("cdar-suspendue.xml", suspended, "one document"),
        in_cdar("cdar-plusieurs.xml", several, "several documents in one message", acteur=COLLEGE.siret),
        in_cdar("cdar-litige.xml", litige, "a dispute moves nothing: kept", Outcome.NOTED, acteur=COLLEGE.siret),
    ]


def _refused_lines() -> list[StatusCase]:
    unknown = (avis_of("PAP-2026-0101", S.MANDATEE), Avis(numero="PAP-2026-9999", statut=S.MANDATEE))
    backwards = (avis_of("PAP-2026-0101", S.MISE_EN_PAIEMENT), avis_of("PAP-2026-0101", S.SERVICE_FAIT))
    silent = tuple(avis_of("PAP-2026-0101", each) for each in (S.SUSPENDUE, S.REJETEE, S.A_RECYCLER))
    silently_backwards = (avis_of("PAP-2026-0101", S.MISE_EN_PAIEMENT), avis_of("PAP-2026-0101", S.SUSPENDUE))
    again = (avis_of("PAP-2026-0101", S.MANDATEE), avis_of("PAP-2026-0101", S.MANDATEE))
    refused, applied = Outcome.REFUSED, Outcome.APPLIED
    paid = avis_of("PAP-2026-0101", S.MANDATEE)
    other_day, rounded = replace(paid, jour=date(2026, 3, 4)), replace(paid, fournisseur="9,99E+13")
    return [
        in_table("facture-inconnue.csv", unknown, "the second invoice is unknown", outcomes=(applied, refused)),
        in_table(
            "facture-d-un-autre.csv",
            (avis_of("TRA-2026-0007", S.MANDATEE),),
            "another recipient's invoice",
            outcomes=(refused,),
        ),
        in_table("retour-en-arriere.csv", backwards, "service fait after the payment", outcomes=(applied, refused)),
        in_table(
            "retour-sans-motif.csv",
            silently_backwards,
            "suspended after the payment, without a reason",
            outcomes=(applied, refused),
        ),
        in_table("motif-absent.csv", silent, "no reason given", outcomes=(refused,) * 3),
        in_cpp(
            "motif-trop-long.xml",
            (avis_of("PAP-2026-0101", S.REJETEE, "x" * 256),),
            "a reason of 256 characters",
            refused,
        ),
        in_table("deux-fois.csv", again, "the same status twice", outcomes=(applied, Outcome.ALREADY)),
        in_table(
            "statut-inconnu.csv",
            (avis_of("PAP-2026-0101", "Bientôt payée"),),
            "no status of that name",
            outcomes=(refused,),
        ),
        in_table(
            "statut-du-portail.csv",
            (avis_of("PAP-2026-0101", S.DEPOSEE),),
            "a status that only a deposit gives",
            outcomes=(refused,),
        ),
        in_table(
            "fournisseur-complete.csv",
            (avis_of("PAP-2026-0101", S.COMPLETEE),),
            "it was not suspended",
            outcomes=(refused,),
        ),
        in_table("autre-date.csv", (other_day,), "the invoice has another date", outcomes=(refused,)),
        in_table(
            "notation-scientifique.csv",
            (rounded,),
            "a SIRET that a spreadsheet rounded: told, the number is enough",
            outcomes=(applied,),
        ),
    ]


def _refused_files() -> list[StatusCase]:
    whole = cpp_statut((avis_of("PAP-2026-0101", S.MANDATEE),), MATIN)
    entity = whole.replace(b"<CPPStatut ", b'<!DOCTYPE CPPStatut [<!ENTITY m "x">]>\n<CPPStatut ', 1)
    message = cdar((avis_of("PAP-2026-0101", S.MISE_EN_PAIEMENT),), MATIN)
    bare = table((), Spreadsheet.UTF8, ("Nom", "Prénom")) + b"Dupont;Anne\r\n"
    return [
        StatusCase(name="tronque.xml", content=whole[:-60], format=None, what="cut short"),
        StatusCase(name="entite.xml", content=entity, format=None, what="declares an entity"),
        StatusCase(name="cdar-tronque.xml", content=message[:-40], format=None, what="cut short"),
        StatusCase(name="facture.xml", content=b"<Invoice/>\n", format=None, what="no status file at all"),
        StatusCase(name="sans-colonnes.csv", content=bare, format=None, what="a table about something else"),
        StatusCase(name="vide.csv", content=b"", format=None, what="empty"),
    ]
