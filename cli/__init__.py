"""THE HAND: the ``navette`` command, one module a command. It asks, shows and counts; the rooms below decide."""
