"""The pen: writes a fact as the page's habits say, and remembers that the page shows it.

A layout asks for ``plume.dit("montant_ttc")`` or for a label with its value; whatever it never asks for is not
printed, so the truth of a page cannot say more than the page.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import NamedTuple

from domain.invoice import FIELDS
from samples.drawn_layouts.drawn_invoice import Faits, Ligne
from samples.drawn_layouts.labels import LIBELLES, Libelles
from samples.drawn_layouts.style import Style, par_quatre
from samples.drawn_layouts.truth import Champ, Verite


class Paire(NamedTuple):
    """A label and the value written beside it."""

    libelle: str
    texte: str


class Plume:
    """Writes the facts of one page. ``libelles`` are the ways of saying that layouts of this family draw from.

    ``fines`` says whether the page's font has thin spaces.
    """

    def __init__(self, faits: Faits, chance: Random, libelles: Libelles = LIBELLES, *, fines: bool = True) -> None:
        self.faits = faits
        self.chance = chance
        self.style = Style.tire(chance, fines=fines)
        self._libelles = libelles
        self._chosen: dict[str, str] = {}
        self._printed: set[str] = set()

    def dit(self, nom: str) -> str:
        """The field as the page shows it; empty when the invoice has none."""
        value = _TEXTES[nom](self)
        if value:
            self._printed.add(nom)
            if nom.startswith("montant") and self.style.dit_euros:
                self._printed.add("devise")
        return value

    def libelle(self, nom: str) -> str:
        """What this page calls a field: always the same on one page."""
        if nom not in self._chosen:
            self._chosen[nom] = self.chance.choice(self._libelles.de(nom, avoir=self.faits.avoir))
        return self._chosen[nom]

    def paire(self, nom: str, libelle: str | None = None) -> Paire | None:
        """Label and value; ``None`` when the invoice has none."""
        value = self.dit(nom)
        return Paire(libelle or self.libelle(nom), value) if value else None

    def paires(self, *noms: str) -> list[Paire]:
        """Label and value of each field that the invoice has."""
        return [found for nom in noms if (found := self.paire(nom)) is not None]

    def ligne(self, nom: str, libelle: str | None = None) -> str:
        """Label and value on one line; empty when the invoice has none."""
        found = self.paire(nom, libelle)
        return self.joint(found) if found else ""

    def siret_du_bloc(self) -> str:
        """The recipient's SIRET inside its own address, where a bare ``SIRET`` says enough."""
        return self.ligne("siret_destinataire", "SIRET" if self.chance.random() < 0.4 else None)

    def joint(self, paire: Paire) -> str:
        """The two on one line."""
        return f"{paire.libelle}{self.style.deux_points}{paire.texte}"

    def titre(self) -> str:
        """What the document calls itself."""
        self._printed.add("type_facture")
        return "AVOIR" if self.faits.avoir else "FACTURE"

    def titre_minuscule(self) -> str:
        """The same, as in a sentence."""
        return self.titre().capitalize()

    def euros(self) -> None:
        """The page says its currency some other way."""
        self._printed.add("devise")

    def montant(self, value: Decimal) -> str:
        """An amount that is no field."""
        if self.style.dit_euros:
            self.euros()
        return self.style.montant(value)

    def iban(self) -> str:
        """The account to pay to."""
        return par_quatre(self.faits.fournisseur.iban)

    def totaux(self, *, detail: bool = True) -> list[Paire]:
        """The usual rows at the foot: before VAT, VAT by rate, with VAT, paid, due."""
        return [*self._haut(detail=detail), *self._bas()]

    def _haut(self, *, detail: bool) -> list[Paire]:
        faits, rows = self.faits, self.paires("montant_ht")
        if len(faits.parts) > 1 and detail:
            rows += [Paire(f"TVA {self.style.taux(one.taux)}", self.montant(one.tva)) for one in faits.parts if one.tva]
        if faits.regime is None or self.chance.random() < 0.5:
            one_rate = len(faits.parts) == 1 and faits.tva and self.chance.random() < 0.5
            libelle = f"TVA {self.style.taux(faits.parts[0].taux)}" if one_rate else None
            rows += [pair for pair in (self.paire("montant_tva", libelle),) if pair]
        return [*rows, *self.paires("montant_ttc")]

    def _bas(self) -> list[Paire]:
        if self.faits.paye:
            return [Paire(self.libelle("paye"), self.montant(-self.faits.paye)), *self.paires("montant_a_payer")]
        return self.paires("montant_a_payer") if self.chance.random() < 0.6 else []

    def quantite(self, ligne: Ligne) -> str:
        """How many."""
        return format(ligne.quantite.normalize(), "f").replace(".", self.style.virgule)

    def leurres(self, count: int = 2) -> list[Paire]:
        """Other references: of the client, the delivery, the quotation, the supplier's own order."""
        faits = self.faits
        every = [
            Paire(self.chance.choice(("N° client", "Code client", "Réf. client", "Client n°")), faits.client),
            Paire(self.chance.choice(("Bon de livraison", "N° BL", "BL n°")), faits.bon_livraison),
            Paire(self.chance.choice(("Devis n°", "N° de devis", "Notre devis")), faits.devis),
            Paire(self.chance.choice(("Notre commande", "N° d'affaire", "Notre référence")), faits.commande_interne),
            Paire(self.chance.choice(("Téléphone", "Tél.")), faits.fournisseur.telephone),
        ]
        return self.chance.sample(every, count)

    def verite(self) -> Verite:
        """What the page shows, and what else is true."""
        values = {nom: _VALEURS[nom](self.faits) for nom in FIELDS}
        return Verite(
            champs=tuple(
                Champ(nom=nom, valeur=value, imprime=nom in self._printed)
                for nom, value in values.items()
                if value is not None
            )
        )


_TEXTES: dict[str, Callable[[Plume], str]] = {
    "numero_facture": lambda p: p.faits.numero,
    "date_facture": lambda p: p.style.date(p.faits.jour),
    "siret_fournisseur": lambda p: p.style.groupe(p.faits.fournisseur.siret),
    "tva_fournisseur": lambda p: "" if p.faits.regime and "293 B" in p.faits.regime else p.faits.fournisseur.tva,
    "nom_fournisseur": lambda p: p.faits.fournisseur.nom,
    "siret_destinataire": lambda p: p.style.groupe(p.faits.destinataire.siret),
    "nom_destinataire": lambda p: p.faits.destinataire.nom,
    "code_service": lambda p: p.faits.code_service or "",
    "numero_engagement": lambda p: p.faits.engagement or "",
    "numero_marche": lambda p: p.faits.marche or "",
    "cadre_facturation": lambda p: p.faits.cadre or "",
    "montant_ht": lambda p: p.style.montant(p.faits.ht),
    "montant_tva": lambda p: p.style.montant(p.faits.tva),
    "montant_ttc": lambda p: p.style.montant(p.faits.ttc),
    "montant_a_payer": lambda p: p.style.montant(p.faits.du),
    "numero_facture_origine": lambda p: p.faits.origine or "",
}
_VALEURS: dict[str, Callable[[Faits], str | None]] = {
    "numero_facture": lambda f: f.numero,
    "type_facture": lambda f: "381" if f.avoir else "380",
    "date_facture": lambda f: f.jour.isoformat(),
    "devise": lambda _: "EUR",
    "siret_fournisseur": lambda f: f.fournisseur.siret,
    "tva_fournisseur": lambda f: None if f.regime and "293 B" in f.regime else f.fournisseur.tva,
    "nom_fournisseur": lambda f: f.fournisseur.nom,
    "siret_destinataire": lambda f: f.destinataire.siret,
    "nom_destinataire": lambda f: f.destinataire.nom,
    "code_service": lambda f: f.code_service,
    "numero_engagement": lambda f: f.engagement,
    "numero_marche": lambda f: f.marche,
    "cadre_facturation": lambda f: f.cadre,
    "montant_ht": lambda f: format(f.ht, "f"),
    "montant_tva": lambda f: format(f.tva, "f"),
    "montant_ttc": lambda f: format(f.ttc, "f"),
    "montant_a_payer": lambda f: format(f.du, "f"),
    "numero_facture_origine": lambda f: f.origine,
}
