"""Sentences of parties and their addresses: BR-FR-09 to 13, 21 to 26, 32, CO-10 and CO-15."""

from domain.finding import Rule
from domain.text import Text
from validators.br_fr.rules.nouns import PARTY_NOUNS, PartyNouns
from validators.br_fr.rules.statement import about, stated


def _siret(who: PartyNouns) -> Rule:
    return stated(
        f"BR-FR-09_{who.term}",
        who.term,
        Text(
            f"Le SIRET {who.de.fr} n'est pas écrit en 14 chiffres exactement, ou ne commence pas par son SIREN.",
            f"The SIRET {who.de.en} is not written as exactly 14 digits, or does not begin with its SIREN.",
        ),
        Text(
            "Donnez le SIRET (schéma 0009) d'un établissement du SIREN indiqué (schéma 0002).",
            "Give the SIRET (scheme 0009) of an establishment of the SIREN that is given (scheme 0002).",
        ),
    )


def _schemes(who: PartyNouns) -> tuple[Rule, Rule]:
    return (
        stated(
            f"BR-FR-CO-10_{who.term}-1",
            who.term,
            Text(
                f"Un identifiant {who.de.fr} ne dit pas de quel schéma il est.",
                f"An identifier {who.de.en} does not say which scheme it belongs to.",
            ),
            Text(
                "Ajoutez schemeID : 0009 pour un SIRET, 0224 pour un code de routage.",
                "Add schemeID: 0009 for a SIRET, 0224 for a routing code.",
            ),
        ),
        stated(
            f"BR-FR-CO-10_{who.term}-2",
            who.term,
            Text(
                f"Deux identifiants {who.de.fr} sont du même schéma.",
                f"Two identifiers {who.de.en} are of the same scheme.",
            ),
            Text("Gardez un seul identifiant par schéma (schemeID).", "Keep one identifier for each schemeID."),
        ),
    )


def _addresses(who: PartyNouns) -> tuple[Rule, Rule]:
    noun = Text(f"l'adresse électronique {who.de.fr}", f"the electronic address {who.de.en}")
    return (
        stated(
            f"BR-FR-23_{who.address}",
            who.address,
            about(noun, "contient un caractère non admis.", "holds a character that is not allowed."),
            Text(
                "Avec le schéma 0225 : lettres sans accent, chiffres et + - _ . seulement, sans espace.",
                "With the scheme 0225: unaccented letters, digits and + - _ . only, without a space.",
            ),
        ),
        stated(
            f"BR-FR-25_{who.address}",
            who.address,
            about(noun, "a plus de 125 caractères.", "has more than 125 characters."),
            Text("Donnez l'adresse telle que l'annuaire la porte.", "Give the address as the directory has it."),
        ),
    )


def _routing(who: PartyNouns) -> tuple[Rule, Rule]:
    noun = Text(f"le code de routage {who.de.fr}", f"the routing code {who.de.en}")
    return (
        stated(
            f"BR-FR-24_{who.term}",
            who.term,
            about(noun, "contient un caractère non admis.", "holds a character that is not allowed."),
            Text(
                "Avec le schéma 0224 : lettres sans accent, chiffres et + - _ . seulement, sans espace.",
                "With the scheme 0224: unaccented letters, digits and + - _ . only, without a space.",
            ),
        ),
        stated(
            f"BR-FR-26_{who.term}",
            who.term,
            about(noun, "a plus de 100 caractères.", "has more than 100 characters."),
            Text("Raccourcissez-le à 100 caractères au plus.", "Shorten it to 100 characters at most."),
        ),
    )


def _no_address(code: str, term: str, who: PartyNouns) -> Rule:
    return stated(
        code,
        term,
        Text(f"L'adresse électronique {who.de.fr} manque.", f"The electronic address {who.de.en} is missing."),
        Text(
            f"Donnez-la ({term}), avec le schéma 0225 si elle est dans l'annuaire français.",
            f"Give it ({term}), with the scheme 0225 if it is in the French directory.",
        ),
    )


def _not_french(code: str, term: str, who: PartyNouns) -> Rule:
    return stated(
        code,
        term,
        Text(
            f"L'adresse électronique {who.de.fr} n'est pas celle de son SIREN dans l'annuaire.",
            f"The electronic address {who.de.en} is not that of its SIREN in the directory.",
        ),
        Text(
            "Entre assujettis (B2B), donnez une adresse de schéma 0225 qui commence par le SIREN.",
            "Between taxable persons (B2B), give an address of scheme 0225 that begins with the SIREN.",
        ),
    )


_SELLER, _BUYER = PARTY_NOUNS[:2]
_NINE = Text("Donnez les 9 chiffres du SIREN, sans espace.", "Give the 9 digits of the SIREN, without spaces.")

RULES: tuple[Rule, ...] = (
    *(_siret(who) for who in PARTY_NOUNS),
    stated(
        "BR-FR-10_BT-30",
        "BT-30",
        Text(
            "Le SIREN du vendeur manque ou n'est pas écrit en 9 chiffres exactement.",
            "The SIREN of the seller is missing or is not written as exactly 9 digits.",
        ),
        Text(
            "Donnez son SIREN en identifiant légal (BT-30), avec le schéma 0002.",
            "Give its SIREN as its legal identifier (BT-30), with the scheme 0002.",
        ),
    ),
    stated(
        "BR-FR-11_BT-47",
        "BT-47",
        Text(
            "Entre assujettis (B2B), le SIREN de l'acheteur manque ou n'est pas écrit en 9 chiffres exactement.",
            "Between taxable persons (B2B), the SIREN of the buyer is missing or is not written as exactly 9 digits.",
        ),
        Text(
            "Donnez son SIREN en identifiant légal (BT-47), avec le schéma 0002.",
            "Give its SIREN as its legal identifier (BT-47), with the scheme 0002.",
        ),
    ),
    _no_address("BR-FR-12_BT-49", "BT-49", _BUYER),
    _no_address("BR-FR-13_BT-34", "BT-34", _SELLER),
    _not_french("BR-FR-21_BT-49", "BT-49", _BUYER),
    _not_french("BR-FR-22_BT-34", "BT-34", _SELLER),
    *(rule for who in PARTY_NOUNS if who.address for rule in _addresses(who)),
    *(rule for who in (_SELLER, _BUYER) for rule in _routing(who)),
    stated(
        "BR-FR-32-LEGALID",
        "",
        Text(
            "Un identifiant légal de schéma 0002 n'est pas écrit en 9 chiffres exactement.",
            "A legal identifier of scheme 0002 is not written as exactly 9 digits.",
        ),
        _NINE,
    ),
    *(
        stated(
            code,
            "",
            Text(
                "Un identifiant de schéma 0002 ou 0231 n'est pas écrit en 9 chiffres exactement.",
                "An identifier of scheme 0002 or 0231 is not written as exactly 9 digits.",
            ),
            Text(
                "Donnez les 9 chiffres du SIREN ; un SIRET a le schéma 0009.",
                "Give the 9 digits of the SIREN; a SIRET has the scheme 0009.",
            ),
        )
        for code in ("BR-FR-32-ID", "BR-FR-32-GLOBALID")
    ),
    *(rule for who in PARTY_NOUNS for rule in _schemes(who)),
    stated(
        "BR-FR-CO-15_BT-29-1",
        "BT-63",
        Text(
            "Le vendeur est membre d'un assujetti unique (0231) mais le numéro de TVA de ce dernier manque.",
            "The seller is a member of a single taxable person (0231) whose VAT number is missing.",
        ),
        Text(
            "Donnez l'assujetti unique en représentant fiscal (BG-11) avec son numéro de TVA (BT-63).",
            "Give the single taxable person as the tax representative (BG-11) with its VAT number (BT-63).",
        ),
    ),
)
