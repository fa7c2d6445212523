"""What people open after the deposit: the changes, the template to fill in, the report of what they said."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import html

from domain.deposit import Deposit, DepositedInvoice, DepositKind
from domain.route import Route
from domain.status import FluxStatus, Status
from domain.status_facts import LABELS
from domain.suivi import Acteur, LigneSuivi, Outcome, Standing
from domain.text import Locale
from exporters.compte_rendu import status_file
from exporters.reports import status_report
from exporters.statuts import changes_csv, template_csv
from parsers.suivi import read
from parsers.suivi.rules import UNKNOWN_STATUS
from tests.exporters.changements import change
from tests.exporters.facts import ACCEPTED
from validators.suivi import apply

S = Status
HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script>"
REGION = "20005379100014"


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def waiting(**changes: object) -> DepositedInvoice:
    status = changes.pop("status", S.MISE_A_DISPOSITION)
    route = Route(siret=REGION, raison_sociale="Région", code_service="DRH-01", nom_service="DRH")
    invoice = replace(ACCEPTED, status=status, route=route)
    return replace(invoice, values={**invoice.values, **changes})


class TestChanges:
    def test_a_change_has_its_actor_its_reason_and_what_is_left_to_do(self) -> None:
        told = change(status=S.SUSPENDUE, motif="Il manque le bon", motif_codes=("JUSTIF_ABS",), mandat="")
        (row,) = rows(changes_csv.as_csv((told,)))
        assert row["Numéro facture"] == "2026-014"
        assert (row["Statut précédent"], row["Statut"], row["Code statut"]) == (
            "Mise à disposition",
            "Suspendue",
            "SUSPENDUE",
        )
        assert row["Date heure état courant"] == "29/03/2026 01:59:59"
        assert (row["Motif"], row["Code motif"]) == ("Il manque le bon", "JUSTIF_ABS")
        assert "complements" in row["À faire"]
        assert row["Dit par"] == "RÉGION OCCITANIE"

    def test_a_code_alone_is_written_in_words(self) -> None:
        (row,) = rows(changes_csv.as_csv((change(status=S.A_RECYCLER, motif_codes=("SIRET_ERR",)),)))
        assert row["Motif"] == "SIRET erroné"
        assert "même numéro" in row["À faire"]

    @pytest.mark.parametrize("status", list(Status))
    def test_every_status_is_written(self, status: Status) -> None:
        (row,) = rows(changes_csv.as_csv((change(status=status),)))
        assert row["Statut"] == LABELS[status]

    def test_dropped_back_by_mistake_it_changes_nothing(self) -> None:
        content = changes_csv.as_csv((change(), change(status=S.SUSPENDUE, motif="x")))
        reading = read(content)
        assert reading.statements == ()
        assert [finding.code for finding in reading.findings] == ["SUI-08"]

    def test_text_from_outside_runs_nothing(self) -> None:
        (row,) = rows(changes_csv.as_csv((change(motif=HOSTILE, nom_fournisseur=HOSTILE),)))
        assert row["Motif"].startswith("'=")
        assert row["Désignation fournisseur"].startswith("'=")

    def test_nothing_happened_is_no_file(self) -> None:
        assert changes_csv.as_csv(()) == b""


class TestModele:
    def test_it_holds_the_invoices_that_wait_and_no_others(self) -> None:
        statuses = (S.MISE_A_DISPOSITION, S.SUSPENDUE, S.MISE_EN_PAIEMENT, S.MANDATEE, S.DEPOSEE, S.REJETEE)
        invoices = [waiting(status=status, numero_facture=status.value) for status in statuses]
        told = rows(template_csv.as_csv(invoices))
        assert [row["Numéro facture"] for row in told] == ["MISE_A_DISPOSITION", "MANDATEE"]
        assert "Mise en paiement" in told[0]["Statuts possibles"]
        assert "Service fait" not in told[1]["Statuts possibles"]

    def test_a_valideur_gets_what_it_validates_and_a_recipient_what_it_received(self) -> None:
        received = waiting()
        submitted = replace(waiting(status=S.A_VALIDER_1, cadre_facturation="A9"), valideur_1="35600000000048")
        assert len(rows(template_csv.as_csv((received, submitted), reader=REGION))) == 1
        (row,) = rows(template_csv.as_csv((received, submitted), reader="35600000000048"))
        assert row["Statuts possibles"].startswith("Erreur de valideur par le fournisseur, Refusée")

    @pytest.mark.parametrize("number", ["2026-014", "0012", "=1+1", "12E5", 'A;"B"', "  é"])
    @pytest.mark.parametrize("locale", list(Locale))
    def test_filled_in_it_holds_exactly_what_was_filled_in(self, number: str, locale: Locale) -> None:
        content = template_csv.as_csv((waiting(numero_facture=number), waiting()), locale)
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
        place = lines[0].index("Nouveau statut" if locale is Locale.FR else "New status")
        lines[1][place] = "Suspendue"
        lines[1][place + 1] = "Il manque « le bon » ; voir œuvre"
        target = io.StringIO(newline="")
        csv.writer(target, delimiter=";").writerows(lines)
        reading = read(target.getvalue().encode("cp1252"))
        (said,) = reading.statements
        assert (said.rank, said.numero_facture, said.asked) == (1, number.strip(), (S.SUSPENDUE,))
        assert said.motif == "Il manque « le bon » ; voir œuvre"
        assert (said.certificate, said.fournisseur) == (ACCEPTED.certificate, "12345678200010")
        assert said.findings == ()
        assert [finding.code for finding in reading.findings] == ["SUI-08"]

    def test_a_siret_is_written_so_that_a_spreadsheet_keeps_it(self) -> None:
        (row,) = rows(template_csv.as_csv((waiting(),)))
        assert not row["Code fournisseur"].isdecimal()


def test_a_status_report_edited_by_a_person_is_applied_where_it_was_edited() -> None:
    content = status_report.as_csv((waiting(), waiting(numero_facture="2026-015")))
    edited = content.decode("utf-8-sig").replace("Mise à disposition", "Mandatée", 1).encode("utf-8-sig")
    reading = read(edited)
    assert [(one.rank, one.numero_facture, one.asked) for one in reading.statements] == [(1, "2026-014", (S.MANDATEE,))]
    known = Standing(
        invoice_id=7,
        numero_facture="2026-014",
        date_facture="2026-03-11",
        cadre="A1",
        status=S.MISE_A_DISPOSITION,
        status_at=datetime(2026, 3, 12, tzinfo=UTC),
        fournisseur="12345678200010",
        siren_fournisseur="123456782",
        destinataire=REGION,
        drop="batiment-exemple",
        certificate=ACCEPTED.certificate or "",
    )
    acteur = Acteur(name=REGION, identifiers=frozenset({REGION}))
    (applied,) = apply(reading.statements, {1: (known,)}, acteur)
    assert (applied.outcome, applied.after) == (Outcome.APPLIED, S.MANDATEE)


class TestCompteRendu:
    deposit = Deposit(
        id=43,
        drop=f"statuts:{REGION}",
        name=f"{HOSTILE}.csv",
        size=1_234,
        modified=0.0,
        sha256="ab" * 32,
        location="ab/ab",
        received_at=datetime(2026, 3, 29, 1, tzinfo=UTC),
        status=FluxStatus.IN_INTEGRE_PARTIEL,
        kind=DepositKind.STATUTS,
    )
    lines = (
        LigneSuivi(
            rank=1,
            outcome=Outcome.APPLIED,
            code="Mandatée",
            number="2026-014",
            invoice_id=7,
            before=S.MISE_A_DISPOSITION,
            after=S.MANDATEE,
        ),
        LigneSuivi(
            rank=2,
            outcome=Outcome.REFUSED,
            code=HOSTILE,
            number=HOSTILE,
            invoice_id=None,
            before=None,
            after=None,
            findings=(UNKNOWN_STATUS.finding(value=HOSTILE),),
        ),
        LigneSuivi(rank=3, outcome=Outcome.NOTED, code="212", number="", invoice_id=7, before=S.MANDATEE, after=None),
    )

    def test_a_person_sees_refusals_first_with_their_remedy(self) -> None:
        page = html.fromstring(status_file.as_html(self.deposit, self.lines))
        text = " ".join(page.text_content().split())
        assert [str(one.text) for one in page.iter("h2")] == [
            "Lignes refusées (1)",
            "Lignes appliquées (1)",
            "Gardées dans l'historique (1)",
            "Le dépôt",
        ]
        assert "n'est pas un statut connu" in text and "Écrivez par exemple" in text
        assert "Intégré partiellement" in text
        assert page.findall(".//script") == []

    def test_a_spreadsheet_gets_every_line_and_runs_nothing(self) -> None:
        told = rows(status_file.as_csv(self.deposit, self.lines))
        assert [(row["Ligne"], row["Suite"]) for row in told] == [("2", "Refusée"), ("1", "Appliquée"), ("3", "Gardée")]
        assert (told[1]["Statut avant"], told[1]["Statut après"]) == ("Mise à disposition", "Mandatée")
        assert told[0]["Numéro facture"].startswith("'=")
        assert told[0]["Code"] == "SUI-12"

    def test_a_program_gets_the_lines_in_order(self) -> None:
        told = json.loads(status_file.as_json(self.deposit, self.lines))
        assert told["compteurs"] == {"applied": 1, "already": 0, "noted": 1, "refused": 1}
        assert [line["ligne"] for line in told["lignes"]] == [1, 2, 3]
        assert told["lignes"][0]["statutApres"] == "MANDATEE"
        assert told["lignes"][1]["erreurs"][0]["code"] == "SUI-12"

    def test_a_file_that_could_not_be_read_is_reported(self) -> None:
        refused = replace(self.deposit, status=FluxStatus.IN_REJETE, findings=(UNKNOWN_STATUS.finding(value="x"),))
        assert b"Aucune ligne" in status_file.as_html(refused, ())

    @pytest.mark.parametrize("locale", list(Locale))
    def test_the_same_facts_give_the_same_bytes(self, locale: Locale) -> None:
        for write in (status_file.as_html, status_file.as_csv, status_file.as_json):
            assert write(self.deposit, self.lines, locale) == write(self.deposit, self.lines, locale)
