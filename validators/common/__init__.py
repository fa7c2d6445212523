"""Shared by several packs: SIRET check digits, identifier schemes, preceding pieces, phrasing."""
