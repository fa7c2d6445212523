"""Documents made to do harm, drawn from a seed, and what becomes of them: ``navette bench --hostile``."""
