"""Sentences on lines: identifier, quantity, price, item, allowances and charges."""

from domain.text import Text
from validators.en16931.rules.statement import stated

RULES = (
    stated(
        "BR-21",
        "BT-126",
        Text("Une ligne n'a pas d'identifiant (BT-126).", "A line has no identifier (BT-126)."),
        Text("Numérotez chaque ligne (BT-126) : 1, 2, 3...", "Number each line (BT-126): 1, 2, 3..."),
    ),
    stated(
        "BR-22",
        "BT-129",
        Text("Une ligne n'a pas de quantité (BT-129).", "A line has no quantity (BT-129)."),
        Text(
            "Indiquez la quantité facturée (BT-129), 1 pour un forfait.",
            "Give the invoiced quantity (BT-129), 1 for a lump sum.",
        ),
    ),
    stated(
        "BR-23",
        "BT-130",
        Text("La quantité d'une ligne n'a pas d'unité (BT-130).", "The quantity of a line has no unit (BT-130)."),
        Text(
            "Ajoutez l'attribut unitCode : C62 pour des pièces, HUR pour des heures, MTQ pour des mètres cubes...",
            "Add the attribute unitCode: C62 for pieces, HUR for hours, MTQ for cubic metres...",
        ),
    ),
    stated(
        "BR-24",
        "BT-131",
        Text("Une ligne n'a pas de montant net (BT-131).", "A line has no net amount (BT-131)."),
        Text(
            "Indiquez le montant de la ligne hors TVA, remises déduites et charges ajoutées (BT-131).",
            "Give the amount of the line without VAT, allowances deducted and charges added (BT-131).",
        ),
    ),
    stated(
        "BR-25",
        "BT-153",
        Text("Une ligne n'a pas de nom d'article (BT-153).", "A line does not name its item (BT-153)."),
        Text("Indiquez le nom de l'article ou de la prestation (BT-153).", "Name the goods or the service (BT-153)."),
    ),
    stated(
        "BR-26",
        "BT-146",
        Text("Une ligne n'a pas de prix unitaire net (BT-146).", "A line has no net unit price (BT-146)."),
        Text("Indiquez le prix unitaire net hors TVA (BT-146).", "Give the net unit price without VAT (BT-146)."),
    ),
    stated(
        "BR-27",
        "BT-146",
        Text(
            "Le prix unitaire net d'une ligne (BT-146) est négatif.",
            "The net unit price of a line (BT-146) is negative.",
        ),
        Text(
            "Gardez un prix positif ou nul, et mettez le signe moins à la quantité (BT-129).",
            "Keep the price at zero or more, and put the minus sign on the quantity (BT-129).",
        ),
    ),
    stated(
        "BR-28",
        "BT-148",
        Text(
            "Le prix unitaire brut d'une ligne (BT-148) est négatif.",
            "The gross unit price of a line (BT-148) is negative.",
        ),
        Text(
            "Gardez un prix positif ou nul, et mettez le signe moins à la quantité (BT-129).",
            "Keep the price at zero or more, and put the minus sign on the quantity (BT-129).",
        ),
    ),
    stated(
        "BR-30",
        "BT-135",
        Text(
            "La période d'une ligne finit (BT-135) avant de commencer (BT-134).",
            "The period of a line ends (BT-135) before it begins (BT-134).",
        ),
        Text(
            "Corrigez le début (BT-134) ou la fin (BT-135) de la période.",
            "Correct the start (BT-134) or the end (BT-135) of the period.",
        ),
    ),
    stated(
        "BR-41",
        "BT-136",
        Text(
            "Une remise de ligne (BG-27) n'a pas de montant (BT-136).",
            "A line allowance (BG-27) has no amount (BT-136).",
        ),
        Text("Indiquez le montant de la remise (BT-136).", "Give the amount of the allowance (BT-136)."),
    ),
    stated(
        "BR-42",
        "BT-139",
        Text(
            "Une remise de ligne (BG-27) n'a ni motif (BT-139) ni code de motif (BT-140).",
            "A line allowance (BG-27) has neither a reason (BT-139) nor a reason code (BT-140).",
        ),
        Text(
            "Dites le motif de la remise (BT-139), ou son code (BT-140), par exemple 95.",
            "Say the reason of the allowance (BT-139), or its code (BT-140), for instance 95.",
        ),
    ),
    stated(
        "BR-43",
        "BT-141",
        Text(
            "Une charge de ligne (BG-28) n'a pas de montant (BT-141).", "A line charge (BG-28) has no amount (BT-141)."
        ),
        Text("Indiquez le montant de la charge (BT-141).", "Give the amount of the charge (BT-141)."),
    ),
    stated(
        "BR-44",
        "BT-144",
        Text(
            "Une charge de ligne (BG-28) n'a ni motif (BT-144) ni code de motif (BT-145).",
            "A line charge (BG-28) has neither a reason (BT-144) nor a reason code (BT-145).",
        ),
        Text(
            "Dites le motif de la charge (BT-144), ou son code (BT-145), par exemple FC pour le transport.",
            "Say the reason of the charge (BT-144), or its code (BT-145), for instance FC for freight.",
        ),
    ),
    stated(
        "BR-54",
        "BG-32",
        Text(
            "Une caractéristique d'article (BG-32) n'a pas son nom (BT-160) ou pas sa valeur (BT-161).",
            "An item attribute (BG-32) lacks its name (BT-160) or its value (BT-161).",
        ),
        Text(
            "Donnez le nom (BT-160) et la valeur (BT-161), ou retirez la caractéristique.",
            "Give the name (BT-160) and the value (BT-161), or drop the attribute.",
        ),
    ),
    stated(
        "BR-64",
        "BT-157",
        Text(
            "L'identifiant standard d'un article (BT-157) ne dit pas sa nature (BT-157-1).",
            "The standard identifier of an item (BT-157) does not say its scheme (BT-157-1).",
        ),
        Text("Ajoutez l'attribut schemeID : 0160 pour un GTIN.", "Add the attribute schemeID: 0160 for a GTIN."),
    ),
    stated(
        "BR-65",
        "BT-158",
        Text(
            "La classification d'un article (BT-158) ne dit pas sa nomenclature (BT-158-1).",
            "The classification of an item (BT-158) does not say its list (BT-158-1).",
        ),
        Text(
            "Ajoutez l'attribut listID, avec un code de la liste UNTDID 7143.",
            "Add the attribute listID, with a code of the list UNTDID 7143.",
        ),
    ),
    stated(
        "BR-CO-04",
        "BT-151",
        Text("Une ligne n'a pas de catégorie de TVA (BT-151).", "A line has no VAT category (BT-151)."),
        Text(
            "Indiquez la catégorie de TVA de la ligne (BT-151), par exemple S, avec la nature VAT.",
            "Give the VAT category of the line (BT-151), for instance S, with the type VAT.",
        ),
    ),
    stated(
        "BR-CO-07",
        "BT-140",
        Text(
            "Le code (BT-140) et le motif (BT-139) d'une remise de ligne ne disent pas la même chose.",
            "The code (BT-140) and the reason (BT-139) of a line allowance do not say the same.",
        ),
        Text(
            "Accordez le code et le motif, ou n'en gardez qu'un.",
            "Make the code and the reason agree, or keep only one.",
        ),
    ),
    stated(
        "BR-CO-08",
        "BT-145",
        Text(
            "Le code (BT-145) et le motif (BT-144) d'une charge de ligne ne disent pas la même chose.",
            "The code (BT-145) and the reason (BT-144) of a line charge do not say the same.",
        ),
        Text(
            "Accordez le code et le motif, ou n'en gardez qu'un.",
            "Make the code and the reason agree, or keep only one.",
        ),
    ),
    stated(
        "BR-CO-20",
        "BG-26",
        Text(
            "La période d'une ligne (BG-26) n'a ni début (BT-134) ni fin (BT-135).",
            "The period of a line (BG-26) has neither a start (BT-134) nor an end (BT-135).",
        ),
        Text(
            "Indiquez le début (BT-134), la fin (BT-135) ou les deux ; sinon retirez la période.",
            "Give the start (BT-134), the end (BT-135) or both; otherwise drop the period.",
        ),
    ),
    stated(
        "BR-CO-23",
        "BG-27",
        Text(
            "Une remise de ligne (BG-27) n'est expliquée ni en clair (BT-139) ni par un code (BT-140).",
            "A line allowance (BG-27) is explained neither in words (BT-139) nor by a code (BT-140).",
        ),
        Text(
            "Dites le motif de la remise (BT-139), son code (BT-140), ou les deux.",
            "Say the reason of the allowance (BT-139), its code (BT-140), or both.",
        ),
    ),
    stated(
        "BR-CO-24",
        "BG-28",
        Text(
            "Une charge de ligne (BG-28) n'est expliquée ni en clair (BT-144) ni par un code (BT-145).",
            "A line charge (BG-28) is explained neither in words (BT-144) nor by a code (BT-145).",
        ),
        Text(
            "Dites le motif de la charge (BT-144), son code (BT-145), ou les deux.",
            "Say the reason of the charge (BT-144), its code (BT-145), or both.",
        ),
    ),
)
"""The rules about lines, in the order of their numbers."""
