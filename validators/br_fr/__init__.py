"""The French rules of XP Z12-012 (BR-FR, flux 2), version 1.4.0, for UBL and CII."""

from validators.br_fr import (
    adresses,
    codes,
    coherence,
    complements,
    dates,
    groupes_cii,
    groupes_ubl,
    identites,
    mentions,
    montants,
    numeros,
    regles,
)
from validators.questionnaire import Body

_SUBJECTS = (numeros, dates, codes, mentions, identites, adresses, complements, coherence, montants)

UBL = Body(*(pattern for subject in _SUBJECTS for pattern in subject.UBL), passes=(groupes_ubl.INGROUPS,))
CII = Body(*(pattern for subject in _SUBJECTS for pattern in subject.CII), passes=(groupes_cii.INGROUPS,))
RULES = regles.RULES
