"""The taxonomy of skills and occupations, and finding its concepts in text."""
