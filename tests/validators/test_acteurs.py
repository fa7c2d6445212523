"""Works pieces find the actor they are for, private or public; who may deposit them; who validates."""

from dataclasses import replace

import pytest

from domain.finding import Severity
from domain.invoice import Identifier, Invoice, Party, PrecedingInvoice, References
from domain.route import Route
from domain.structure import Structure
from tests.validators.chantier import INTRUS, MOE, TITULAIRE, party
from tests.validators.good import ANNUAIRE, MOA, REGION, SERVICES, SUPPLIER, SmallDirectory, context, invoice
from validators import Context, check, route

ACTEURS = {MOE: "ARCHITECTES DE DEMONSTRATION", TITULAIRE[:9]: "TRAVAUX DE DEMONSTRATION"}
AGENT = Party(identifiers=(Identifier(value=MOE, scheme="0009"),))
GIVEN = context(acteurs=ACTEURS, rights=None)


def works(cadre: str, siret: str = MOA, **changes: object) -> Invoice:
    """A works piece whose buyer is ``siret``."""
    given = {"siret_fournisseur": TITULAIRE, "siren_fournisseur": None, "numero_engagement": None, **changes}
    return replace(
        invoice(cadre_facturation=cadre, siret_destinataire=siret, code_service=None, seller=Party(name="T")),
        **given,  # type: ignore[arg-type]
    )


def found(document: Invoice, given: Context = GIVEN) -> set[str]:
    """Codes that concern routing and actors."""
    codes = {finding.code for finding in check(document, given)}
    return {code for code in codes if code.startswith(("ACH", "DRO", "CADRE-09", "CADRE-10", "CADRE-06"))}


def test_a_private_moe_with_an_account_receives_under_its_name() -> None:
    for document in (works("A4", MOE), works("A4", buyer_agent=party(MOE))):
        assert found(document) == set()
        assert route(document, GIVEN) == Route(siret=MOE, raison_sociale="ARCHITECTES DE DEMONSTRATION")


def test_an_account_is_known_by_its_siren_and_never_without_a_name() -> None:
    document = works("A20", TITULAIRE, siret_fournisseur=MOE, buyer_agent=party(MOE))
    assert route(document, GIVEN) == Route(siret=TITULAIRE, raison_sociale="TRAVAUX DE DEMONSTRATION")
    unnamed = context(acteurs={MOE: ""}, rights=None)
    told = works("A4", buyer_agent=replace(AGENT, name="ATELIER"))
    assert route(told, unnamed) == Route(siret=MOE, raison_sociale="ATELIER")
    assert route(replace(told, buyer_agent=AGENT), unnamed) == Route(siret=MOE, raison_sociale=MOE)


def test_without_an_account_nobody_answers_for_it() -> None:
    document = works("A4", buyer_agent=party(INTRUS))
    assert found(document) == {"ACH-18"}
    assert route(document, GIVEN) is None
    (told,) = (finding for finding in check(document, GIVEN) if finding.code == "ACH-18")
    assert INTRUS in told.message.fr
    assert told.field == "siret_moe"
    (told,) = (finding for finding in check(works("A4", INTRUS), GIVEN) if finding.code == "ACH-18")
    assert told.field == "siret_destinataire"
    assert "compte" in told.remedy.fr


def test_what_is_to_be_paid_goes_to_public_bodies_only() -> None:
    assert found(works("A19", MOE)) == {"ACH-01"}
    assert route(works("A19", MOE), GIVEN) is None


def test_an_ordinary_invoice_never_goes_to_a_private_actor() -> None:
    assert found(works("A1", MOE)) == {"ACH-01"}
    assert route(works("A1", MOE), GIVEN) is None


def test_the_code_service_of_the_buyer_is_not_the_moes() -> None:
    document = works("A4", SERVICES, code_service="MARCHES", buyer_agent=party(MOE))
    assert found(document) == set()
    assert route(document, GIVEN) == Route(siret=MOE, raison_sociale="ARCHITECTES DE DEMONSTRATION")
    given_to_both = replace(
        document, buyer_agent=Party(identifiers=_with_service(REGION, "15")), siret_destinataire=MOA
    )
    found_route = route(given_to_both, GIVEN)
    assert found_route
    assert (found_route.siret, found_route.code_service) == (REGION, "15")


def _with_service(siret: str, code: str) -> tuple[Identifier, ...]:
    return (Identifier(value=siret, scheme="0009"), Identifier(value=code, scheme="0224"))


@pytest.mark.parametrize("cadre", ["A15", "A17", "A22"])
def test_a_piece_for_the_moa_goes_to_the_buyer_whatever_agent_it_names(cadre: str) -> None:
    found_route = route(works(cadre, buyer_agent=party(MOE)), GIVEN)
    assert found_route
    assert found_route.siret == MOA


@pytest.mark.parametrize("cadre", ["A18", "A20"])
def test_a_decompte_general_goes_to_the_fournisseur_however_it_is_written(cadre: str) -> None:
    customer = works(cadre, MOA, buyer_agent=party(MOE))
    to_supplier = works(cadre, TITULAIRE)
    by_owner = works(cadre, TITULAIRE, siret_fournisseur=MOA)
    by_moe = works(cadre, TITULAIRE, siret_fournisseur=MOE, buyer_agent=party(MOE))
    for document in (customer, to_supplier, by_owner, by_moe):
        assert route(document, GIVEN) == Route(siret=TITULAIRE, raison_sociale="TRAVAUX DE DEMONSTRATION")


@pytest.mark.parametrize("cadre", ["A18", "A20"])
def test_whoever_is_a_maitrise_d_ouvrage_at_all_makes_a_decompte_general(cadre: str) -> None:
    """Either column of the directory says so; what it does not know is a fournisseur."""
    flags = {"99999910500018": (True, False), "99999911300012": (False, True), "99999912100014": (False, False)}
    structures = [
        Structure(siret=siret, moa=moa, moa_uniquement=only, raison_sociale=siret)
        for siret, (moa, only) in flags.items()
    ]
    given = context(annuaire=SmallDirectory(structures, []), acteurs=ACTEURS, rights=None)
    for siret, makes_it in flags.items():
        found_route = route(works(cadre, TITULAIRE, siret_fournisseur=siret), given)
        assert found_route
        assert found_route.siret == (TITULAIRE if any(makes_it) else siret)
    unknown = works(cadre, MOA, siret_fournisseur=TITULAIRE)
    assert (
        route(unknown, given)
        == route(unknown, GIVEN)
        == Route(siret=TITULAIRE, raison_sociale="TRAVAUX DE DEMONSTRATION")
    )
    assert route(unknown, context(annuaire=None, acteurs=ACTEURS, rights=None)) == route(unknown, GIVEN)


def test_accounts_receive_where_there_is_no_directory() -> None:
    blind = context(annuaire=None, acteurs=ACTEURS, rights=None)
    assert route(works("A4", MOE), blind) == Route(siret=MOE, raison_sociale="ARCHITECTES DE DEMONSTRATION")
    assert route(works("A15"), blind) is None


class TestRights:
    """For whom an account may deposit works pieces."""

    PREVIOUS = References(preceding=(PrecedingInvoice(number="P1"),))

    @staticmethod
    def allowed(document: Invoice, *rights: str) -> bool:
        return "DRO-01" not in found(document, context(acteurs=ACTEURS, rights=frozenset(rights)))

    def test_an_initial_deposit_names_its_moe(self) -> None:
        document = works("A15", buyer_agent=party(MOE))
        assert self.allowed(document, MOE)
        assert self.allowed(document, TITULAIRE)
        assert not self.allowed(document, INTRUS)
        assert not self.allowed(works("A15"), MOE)

    def test_the_moa_deposits_what_it_pays(self) -> None:
        assert self.allowed(works("A19"), MOA)
        assert not self.allowed(works("A18", MOA, buyer_agent=party(MOE)), MOA), "it pays nothing by it"
        assert not self.allowed(works("A15"), MOA)
        assert not self.allowed(works("A8"), MOA)

    def test_the_dossier_decides_when_there_is_one(self) -> None:
        assert self.allowed(works("A15", references=self.PREVIOUS), INTRUS)
        assert not self.allowed(works("A8", references=self.PREVIOUS), INTRUS)
        assert not self.allowed(works("A4", references=self.PREVIOUS), INTRUS)

    def test_a_credit_note_follows_nothing_and_is_no_way_round(self) -> None:
        assert not self.allowed(works("A15", references=self.PREVIOUS, type_facture="381"), INTRUS)


class TestValideur:
    """Who validates a sous-traitant's or cotraitant's piece."""

    @pytest.mark.parametrize("cadre", ["A9", "A10", "A12", "A13", "A14", "S3", "S6"])
    def test_not_naming_anybody_is_only_worth_a_warning(self, cadre: str) -> None:
        document = works(cadre, siret_fournisseur=SUPPLIER)
        (told,) = (finding for finding in check(document, GIVEN) if finding.code == "CADRE-06")
        assert told.severity is Severity.WARNING
        named = replace(document, seller_agent=party(TITULAIRE))
        assert not found(named) & {"CADRE-06", "CADRE-09", "CADRE-10"}

    def test_somebody_unknown_cannot_be_asked(self) -> None:
        document = works("A9", REGION, siret_fournisseur=SUPPLIER, code_service="15", seller_agent=party(INTRUS))
        assert "CADRE-09" in found(document)
        assert "CADRE-09" not in found(replace(document, seller_agent=party(REGION)))
        assert "CADRE-09" not in found(document, context(annuaire=None, acteurs=ACTEURS, rights=None))

    def test_nobody_validates_its_own_piece(self) -> None:
        assert "CADRE-10" in found(works("A9", seller_agent=party(TITULAIRE)))

    def test_an_ordinary_invoice_may_name_an_agent(self) -> None:
        document = invoice(seller_agent=party(INTRUS))
        assert check(document, context(acteurs=ACTEURS)) == ()
        assert ANNUAIRE.structure(INTRUS) is None
