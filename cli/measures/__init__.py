"""Screens of ``navette bench`` that show more than rates."""
