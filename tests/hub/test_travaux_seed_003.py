"""A works contract lived from the first piece to the last payment, on real folders: seed 003 and its annex.

Each life is a table: a step, and the status every piece then has, with the label of the annex.
"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from domain.paris_time import PARIS
from domain.status import Status
from domain.status_facts import LABELS
from domain.travaux import available
from flows import steps
from hub.runtime.station import Station, open_station
from samples.cases import accepted_travaux
from samples.invoices.chantier import AUTRE_MOA, AUTRE_MOE, COTRAITANT, SOUS_TRAITANT, TITULAIRE
from samples.invoices.demo import DemoInvoice
from samples.invoices.travaux import LOTS, circuit, following, piece
from samples.writers.status_files import of_invoice, table
from tests.hub.chantier import COMPTES, Chantier, dit, ouvre

S = Status
JOUR = date(2026, 9, 30)
APRES = datetime(2026, 11, 15, 21, 0, tzinfo=PARIS)
"""After the date of every sample."""

MOE_A = "Mise à disposition de la MOE"
MOA_A = "Mise à disposition de la MOA"
FOURNISSEUR_A = "Mise à disposition du fournisseur"
SERVICE_A = "Mise à disposition"
PRISE = "Prise en compte par la MOE"
ASSOCIEE = "Associée"
REFUS_MOE = "Refusée par la MOE pour erreur dans les données d'acheminement"
AUTRE_MOTIF = "Refusée par le fournisseur pour autre motif"


class Attendu(NamedTuple):
    """After a step, the piece of this cadre has this status, which the annex calls so."""

    apres: str
    piece: str
    statut: Status
    libelle: str


def _played(attendus: tuple[Attendu, ...], moa: str, moe: str) -> tuple[Attendu, ...]:
    """The same life with a piece of the MOA's made by the MOE in its place."""
    return tuple(
        Attendu(each.apres.replace(moa, moe), each.piece.replace(moa, moe), each.statut, each.libelle)
        for each in attendus
    )


EN_COURS = (
    Attendu("A4", "A4", S.MISE_A_DISPOSITION_MOE, MOE_A),
    Attendu("A15", "A4", S.ASSOCIEE, ASSOCIEE),
    Attendu("A15", "A15", S.MISE_A_DISPOSITION_MOA, MOA_A),
    Attendu("A19", "A15", S.ASSOCIEE, ASSOCIEE),
    Attendu("A19", "A19", S.MISE_A_DISPOSITION, SERVICE_A),
)
FIN = (
    Attendu("A7", "A7", S.MISE_A_DISPOSITION_MOE, MOE_A),
    Attendu("A17", "A7", S.ASSOCIEE, ASSOCIEE),
    Attendu("A17", "A17", S.MISE_A_DISPOSITION_MOA, MOA_A),
    Attendu("A20", "A17", S.ASSOCIEE, ASSOCIEE),
    Attendu("A20", "A20", S.MISE_A_DISPOSITION_FOURNISSEUR, FOURNISSEUR_A),
    Attendu("A8", "A20", S.ASSOCIEE, ASSOCIEE),
    Attendu("A8", "A8", S.MISE_A_DISPOSITION, SERVICE_A),
)
DEPOSANTS = {
    **dict.fromkeys(("A4", "A5", "A6", "A7", "A8", "A22", "A23"), "fournisseur"),
    **dict.fromkeys(("A9", "A10", "S3"), "sous-traitant"),
    **dict.fromkeys(("A12", "A13", "A14"), "cotraitant"),
    **dict.fromkeys(("A15", "A16", "A17", "A18", "A24"), "moe"),
    **dict.fromkeys(("A19", "A20", "A25"), "moa"),
}
DESTINATAIRES = {
    "A4": "moe",
    "A7": "moe",
    "A15": "moa",
    "A17": "moa",
    "A16": "moa",
    "A19": "moa",
    "A18": "fournisseur",
    "A20": "fournisseur",
    "A8": "moa",
}
"""Whose folder a piece is found in; the service financier is a service of the MOA's structure."""
PAIEMENT = (S.SERVICE_FAIT, S.MANDATEE, S.MISE_A_DISPOSITION_COMPTABLE, S.COMPTABILISEE, S.MISE_EN_PAIEMENT)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chantier:
    """A site whose runs read its clock."""
    found = ouvre(tmp_path)

    def paced(config: Path, *, pool: bool = True) -> Station:
        return replace(open_station(config, pool=pool), clock=lambda: found.maintenant)

    monkeypatch.setattr(steps, "open_station", paced)
    return found


@pytest.mark.parametrize(
    ("cadres", "attendus"),
    [
        (("A4", "A15", "A19"), EN_COURS),
        (("A4", "A15", "A16"), _played(EN_COURS, "A19", "A16")),
        (("A7", "A17", "A20", "A8"), FIN),
        (("A7", "A17", "A18", "A8"), _played(FIN, "A20", "A18")),
    ],
    ids=["en cours", "en cours, la MOE joue la MOA", "fin de marché", "fin de marché, la MOE joue la MOA"],
)
def test_statuses_of_each_piece_at_each_step_are_those_of_the_annex(
    site: Chantier, cadres: tuple[str, ...], attendus: tuple[Attendu, ...]
) -> None:
    demos = {demo.cadre: demo for demo in circuit("CHA-01", JOUR, cadres)}
    first, last = demos[cadres[0]], demos[cadres[-1]]
    for cadre in cadres:
        demo = demos[cadre]
        site.depose(DEPOSANTS[cadre], demo)
        assert site.recu(DESTINATAIRES[cadre], demo.numero), f"{cadre} is in nobody's folder"
        for attendu in (each for each in attendus if each.apres == cadre):
            found = site.statut(demos[attendu.piece].numero)
            assert (found, LABELS[attendu.statut]) == (attendu.statut, attendu.libelle), attendu
        site.passent(2)
    for statut in PAIEMENT:
        site.repond("moa", dit(last, statut))
        assert site.statut(last.numero) is statut
    assert [cadre for _, cadre, _ in site.dossier(first.numero)] == list(cadres)
    assert site.dossier(first.numero) == site.dossier(last.numero)
    assert site.vie(last.numero)[-len(PAIEMENT) :] == [LABELS[statut] for statut in PAIEMENT]


def test_wrong_moe_refuses_and_the_piece_comes_again_under_its_number(site: Chantier) -> None:
    right = piece("A4", "CHA-01", JOUR)
    wrong = replace(right, moe=AUTRE_MOE)
    site.depose("fournisseur", wrong)
    assert site.recu("autre-moe", "CHA-01") and not site.recu("moe", "CHA-01")
    site.repond("autre-moe", dit(wrong, S.A_RECYCLER, "Ce marché n'est pas le nôtre", "MAUVAISE_MOE"))
    assert site.statut("CHA-01") is S.ERREUR_FOURNISSEUR_SUR_MOE
    assert LABELS[S.ERREUR_FOURNISSEUR_SUR_MOE] == REFUS_MOE
    site.depose("fournisseur", right)
    assert site.statut("CHA-01") is S.MISE_A_DISPOSITION_MOE
    assert site.recu("moe", "CHA-01")
    site.depose("moe", following("A15", right))
    assert [(cadre, status) for _, cadre, status in site.dossier("CHA-01")] == [
        ("A4", S.ASSOCIEE),
        ("A15", S.MISE_A_DISPOSITION_MOA),
    ]


def test_suspended_piece_is_completed_by_a_file_and_goes_on(site: Chantier) -> None:
    first = piece("A4", "CHA-01", JOUR)
    site.depose("fournisseur", first)
    site.repond("moe", dit(first, S.SUSPENDUE, "Le métré contradictoire manque"))
    assert site.statut("CHA-01") is S.SUSPENDUE
    site.depose("moe", following("A15", first))
    assert site.statut("CHA-01-EA") is None
    assert site.refus("CHA-01-EA"), "a suspended piece is completed before the next one"
    site.complete("fournisseur", "CHA-01__metre.pdf", b"%PDF-1.4 metre")
    assert site.statut("CHA-01") is S.COMPLETEE
    assert [path for path in site.recu("moe", "CHA-01") if "metre" in path.name]
    site.depose("moe", following("A15", first, numero="CHA-01-EA2"))
    assert site.statut("CHA-01") is S.ASSOCIEE


def test_silent_titulaire_accepts_and_the_moe_takes_both_requests_in_one_account(site: Chantier) -> None:
    first, subcontracted = piece("A4", "CHA-01", JOUR), piece("A10", "PLO-01", JOUR)
    site.depose("fournisseur", first)
    site.depose("sous-traitant", subcontracted)
    assert site.statut("PLO-01") is S.A_VALIDER_1
    assert [path for path in site.recu("fournisseur", "PLO-01") if "a_valider" in path.parts]
    site.passent(15)
    assert site.statut("PLO-01") is S.A_VALIDER_1, "the fifteenth day is the titulaire's still"
    site.passent(1)
    assert site.statut("PLO-01") is S.MISE_A_DISPOSITION_MOE
    assert LABELS[S.ABSENCE_VALIDATION_1_HORS_DELAI] in site.vie("PLO-01")
    site.depose("moe", following("A15", first, subcontracted))
    assert site.statut("CHA-01") is S.ASSOCIEE
    assert (site.statut("PLO-01"), LABELS[S.PRISE_EN_COMPTE_MOE]) == (S.PRISE_EN_COMPTE_MOE, PRISE)


def test_titulaire_that_answers_validates_or_refuses(site: Chantier) -> None:
    good, bad = piece("A10", "PLO-01", JOUR), piece("A10", "PLO-02", JOUR)
    site.depose("sous-traitant", good)
    site.depose("sous-traitant", bad)
    site.repond("fournisseur", dit(good, S.VALIDEE_1), dit(bad, S.REFUSEE_1, "Travaux non réalisés"))
    assert site.statut("PLO-01") is S.MISE_A_DISPOSITION_MOE
    assert site.statut("PLO-02") is S.REFUSEE_1
    site.passent(40)
    assert site.statut("PLO-02") is S.REFUSEE_1
    assert not site.recu("moe", "PLO-02")


def test_silent_moa_makes_the_titulaires_draft_final(site: Chantier) -> None:
    last, draft = circuit("CHA-01", JOUR, ("A7", "A22"))
    final = following("A23", draft)
    site.depose("fournisseur", last)
    site.passent(31)
    site.depose("fournisseur", draft)
    assert site.statut("CHA-01") is S.REMPLACEE_PAR_A22
    assert site.statut(draft.numero) is S.MISE_A_DISPOSITION_MOA
    site.passent(3)
    site.depose("fournisseur", final)
    assert site.statut(final.numero) is None, "the MOA has ten days"
    site.passent(8)
    assert site.statut(draft.numero) is S.A_ASSOCIER_FOURNISSEUR
    again = replace(final, numero="CHA-01-DGT2")
    site.depose("fournisseur", again)
    assert site.statut(again.numero) is S.MISE_A_DISPOSITION
    assert site.statut(draft.numero) is S.ASSOCIEE


def test_refused_general_account_is_made_again(site: Chantier) -> None:
    last, draft, account = circuit("CHA-01", JOUR, ("A7", "A17", "A20"))
    for demo in (last, draft, account):
        site.depose(DEPOSANTS[demo.cadre or ""], demo)
    site.repond("fournisseur", dit(account, S.REFUSEE_FOURNISSEUR, "Les pénalités ne sont pas dues", "AUTRE"))
    assert site.statut(account.numero) is S.REFUSEE_FOURNISSEUR
    assert LABELS[S.REFUSEE_FOURNISSEUR] == AUTRE_MOTIF
    again = following("A20", draft, numero="CHA-01-DG2")
    site.depose("moa", again)
    assert site.statut("CHA-01-DG2") is S.MISE_A_DISPOSITION_FOURNISSEUR
    site.depose("fournisseur", following("A8", again, numero="CHA-01-DGS"))
    assert site.statut("CHA-01-DGS") is S.MISE_A_DISPOSITION


def test_no_piece_is_refused_for_its_amount(site: Chantier) -> None:
    first = piece("A4", "CHA-01", JOUR)
    site.depose("fournisseur", first)
    site.repond("moe", dit(first, S.REFUSEE_MOE, "Erreur de montant"))
    site.repond("moe", dit(first, S.REJETEE, "Le montant est faux"))
    assert site.statut("CHA-01") is S.MISE_A_DISPOSITION_MOE
    corrected = replace(following("A15", first), articles=LOTS[:2])
    site.depose("moe", corrected)
    assert site.statut(corrected.numero) is S.MISE_A_DISPOSITION_MOA


def _refused(site: Chantier, compte: str, demo: DemoInvoice) -> list[str]:
    site.depose(compte, demo)
    assert site.statut(demo.numero) is None
    return site.refus(demo.numero)


def test_a_piece_that_may_not_follow_has_its_reason(site: Chantier) -> None:
    first = piece("A4", "CHA-01", JOUR)
    site.depose("fournisseur", first)
    account = following("A15", first)
    assert _refused(site, "autre-moe", replace(account, numero="CHA-01-X1")), "not the MOE of the dossier"
    assert _refused(site, "autre-moe", replace(account, numero="CHA-01-X2", moe=AUTRE_MOE)), "another MOE names itself"
    elsewhere = replace(account, numero="CHA-01-X3", destinataire=AUTRE_MOA, fournisseur=SOUS_TRAITANT)
    assert _refused(site, "autre-moe", elsewhere), "another structure's dossier"
    assert _refused(site, "moa", replace(following("A20", first), numero="CHA-01-X4")), "A20 does not follow A4"
    assert _refused(site, "moe", following("A15", replace(first, numero="CHA-99"), numero="CHA-01-X5")), "unknown"
    assert site.statut("CHA-01") is S.MISE_A_DISPOSITION_MOE
    site.depose("moe", account)
    assert site.statut("CHA-01") is S.ASSOCIEE
    assert _refused(site, "moe", replace(account, numero="CHA-01-X6")), "associated already"


def test_a_piece_refused_for_its_addressee_is_not_followed(site: Chantier) -> None:
    first = replace(piece("A4", "CHA-01", JOUR), moe=AUTRE_MOE)
    site.depose("fournisseur", first)
    site.repond("autre-moe", dit(first, S.A_RECYCLER, "Pas notre marché", "MAUVAISE_MOE"))
    assert _refused(site, "autre-moe", following("A15", first))


def test_a_recycled_piece_changes_nothing_but_who_it_is_for(site: Chantier) -> None:
    wrong = replace(piece("A4", "CHA-01", JOUR), moe=AUTRE_MOE)
    site.depose("fournisseur", wrong)
    site.repond("autre-moe", dit(wrong, S.A_RECYCLER, "Pas notre marché", "MAUVAISE_MOE"))
    site.depose("fournisseur", replace(piece("A4", "CHA-01", JOUR), articles=LOTS[:1]))
    assert site.statut("CHA-01") is S.ERREUR_FOURNISSEUR_SUR_MOE
    assert site.refus("CHA-01") == ["UNI-03"]


def test_what_is_not_suspended_is_not_completed(site: Chantier) -> None:
    first = piece("A4", "CHA-01", JOUR)
    site.depose("fournisseur", first)
    site.complete("fournisseur", "CHA-01__metre.pdf", b"%PDF-1.4 metre")
    assert site.statut("CHA-01") is S.MISE_A_DISPOSITION_MOE
    assert [path for path in site.retours("fournisseur", "*") if "metre" in path.name], "the supplier is told"


def test_a_cotraitants_sous_traitant_is_validated_twice(site: Chantier) -> None:
    demo = piece("A9", "PLO-09", JOUR, valideur=COTRAITANT)
    site.depose("sous-traitant", demo)
    named = f"Numéro facture;Statut;Valideur suivant\r\nPLO-09;Validée;{TITULAIRE.siret}\r\n"
    site.dit("cotraitant", named.encode("cp1252"))
    assert site.statut("PLO-09") is S.A_VALIDER_2
    assert [path for path in site.recu("fournisseur", "PLO-09") if "a_valider" in path.parts]
    site.passent(16)
    assert site.statut("PLO-09") is S.MISE_A_DISPOSITION
    assert site.vie("PLO-09")[-2:] == [LABELS[S.ABSENCE_VALIDATION_2_HORS_DELAI], SERVICE_A]


def test_the_same_status_file_twice_is_reported_and_changes_nothing(site: Chantier) -> None:
    last = piece("A1", "BTP-01", JOUR)
    site.depose("fournisseur", last)
    answer = table((dit(last, S.MANDATEE),))
    site.dit("moa", answer)
    before = site.vie("BTP-01")
    site.dit("moa", answer)
    assert site.vie("BTP-01") == before
    assert len(site.rapports("moa", "compte-rendu_statuts_*.html")) == 2


def test_every_works_sample_finds_its_place(site: Chantier) -> None:
    site.maintenant = APRES
    vendeurs = {siret: compte for compte, siret in COMPTES.items()}
    for case in accepted_travaux.cases():
        invoice = case.invoice
        assert invoice is not None
        number, cadre = invoice.numero_facture or "", invoice.cadre_facturation or ""
        own = DEPOSANTS[cadre] in {"moe", "moa"}
        site.world.drop(DEPOSANTS[cadre] if own else vendeurs[invoice.siret_fournisseur or ""], case.name, case.content)
        site.soir()
        if invoice.siret_valideur:
            valideur = "cotraitant" if invoice.siret_valideur == COTRAITANT.siret else "fournisseur"
            assert site.statut(number) is S.A_VALIDER_1, case.name
            site.repond(valideur, of_invoice(invoice, S.VALIDEE_1))
        assert site.statut(number) is available(cadre), (case.name, site.refus(number))
        if cadre == "A22":
            site.passent(11)
