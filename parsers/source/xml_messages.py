"""What libxml2 finds wrong with the form of an XML, in French: a table by its error codes (``libxml/xmlerror.h``).

The English is libxml2's own sentence.
"""

import re

from domain.finding import excerpt
from domain.text import Text

_TAGS = re.compile(r"Opening and ending tag mismatch: (?P<opened>.+?) line (?P<line>\d+) and (?P<closed>\S+)")
_ENTITY = re.compile(r"Entity '(?P<name>[^']*)' not defined")
_FRENCH = {
    4: "il est vide",
    5: "il y a encore du texte après la fin de la racine",
    6: "référence de caractère mal écrite",
    7: "référence de caractère mal écrite",
    8: "référence à un caractère que XML n'admet pas",
    9: "caractère que XML n'admet pas",
    22: "un & n'est pas suivi d'un nom ; écrivez &amp;",
    23: "une entité n'est pas suivie d'un point-virgule",
    26: "entité non définie",
    27: "entité non définie",
    28: "entité qui ne peut pas être lue",
    31: "encodage inconnu",
    32: "encodage non pris en charge",
    33: "un texte entre guillemets est attendu",
    34: "un texte entre guillemets n'est pas fermé",
    35: "déclaration d'espace de noms mal écrite",
    36: "la valeur d'une entité est attendue",
    37: "la valeur d'une entité n'est pas fermée",
    38: "un < est dans la valeur d'un attribut",
    39: "la valeur d'un attribut n'est pas entre guillemets",
    40: "la valeur d'un attribut n'est pas fermée",
    41: "un attribut n'a pas de valeur",
    42: "un attribut est écrit deux fois",
    45: "un commentaire n'est pas fermé",
    46: "une instruction de traitement n'a pas de nom",
    47: "une instruction de traitement n'est pas fermée",
    56: "la déclaration XML est mal placée",
    57: "la déclaration XML n'est pas fermée",
    61: "la déclaration DOCTYPE n'est pas fermée",
    62: "la suite ]]> n'est pas admise dans un texte",
    63: "une section CDATA n'est pas fermée",
    64: "la déclaration XML n'est pas au début du fichier",
    65: "un blanc manque",
    68: "un nom d'élément ou d'attribut est attendu",
    72: "un < est attendu",
    73: "une balise n'est pas fermée par >",
    74: "une balise de fin est attendue",
    75: "un = est attendu après le nom d'un attribut",
    76: "une balise de fin n'est pas celle de l'élément ouvert",
    77: "la fin arrive avant que tous les éléments soient fermés",
    78: "la valeur de standalone n'est ni yes ni no",
    79: "le nom de l'encodage est mal écrit",
    80: "un commentaire contient --",
    81: "des octets ne sont pas de cet encodage",
    85: "une entité n'est pas fermée là où elle a été ouverte",
    86: "il y a encore du texte après la fin de la racine",
    87: "caractère non admis dans une entité",
    89: "une entité se contient elle-même",
    95: "mot inconnu dans une déclaration",
    96: "la version de XML manque",
    97: "la version de XML n'est pas connue",
    110: "un nom est trop long",
    114: "un texte est trop long, ou les niveaux sont trop nombreux",
    200: "espace de noms mal écrit",
    201: "le préfixe d'un espace de noms n'est pas déclaré",
    202: "un nom a plusieurs deux-points",
    203: "un attribut est écrit deux fois",
}
_OTHER = "la forme du XML n'est pas respectée"


def detail(code: int, message: str) -> Text:
    """What is wrong, for the error ``code`` whose English sentence is ``message``."""
    english = excerpt(message)
    if found := _TAGS.match(message):
        opened, closed = excerpt(found["opened"]), excerpt(found["closed"])
        return Text(f"l'élément {opened} ouvert ligne {found['line']} est fermé par {closed}", english)
    if found := _ENTITY.match(message):
        return Text(f"l'entité {excerpt(found['name'])} n'est pas définie", english)
    return Text(_FRENCH.get(code, _OTHER), english)
