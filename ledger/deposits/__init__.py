"""Deposited files: received, decided, concluded."""
