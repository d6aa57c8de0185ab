"""What belongs to whom: taken along, erased, and not kept for longer than it should be."""
