"""What the pages of deposits share: files that arrive, drafts of one's own, the form of a draft."""
