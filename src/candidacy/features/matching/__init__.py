"""CVs held against postings, in both directions."""
