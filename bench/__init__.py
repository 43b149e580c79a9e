"""Ours beside its peers, on the same cases; not part of the wheel."""
