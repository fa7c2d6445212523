"""Benchmarks: Navette's speed, memory and accuracy compared with a naive implementation in the same run."""
