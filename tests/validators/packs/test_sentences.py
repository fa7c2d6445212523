"""No official rule without a sentence of ours."""

from validators.packs.editions import EDITIONS


def test_every_rule_of_every_body_has_its_sentence() -> None:
    for edition in EDITIONS.values():
        for syntax, body in edition.bodies.items():
            assert sorted(set(body.codes) - set(edition.rules[syntax])) == [], (edition.pack, syntax)
