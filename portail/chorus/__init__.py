"""``/cpro``: the services of Chorus Pro's API that programs use most, in its words: they may be pointed here."""
