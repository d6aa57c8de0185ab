"""Vertical slices, low to high; each has one door, public.py."""
