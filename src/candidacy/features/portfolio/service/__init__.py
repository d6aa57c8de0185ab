"""Writing, publishing, showing and moderating portfolios."""
