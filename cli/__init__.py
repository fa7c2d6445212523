"""Command line: the ``navette`` command, one module per command.

It reads arguments and prints results; other packages decide.
"""
