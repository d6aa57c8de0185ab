"""Export, erasure and housekeeping."""
