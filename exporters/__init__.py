"""What Navette writes: facts in, bytes out. Nothing here reads a clock, a network or a folder of the user's."""
