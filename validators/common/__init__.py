"""What several packs share: SIRET keys, identifier schemes, preceding pieces, phrasing."""
