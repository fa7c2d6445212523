"""Samples with their golden answers, by kind."""
