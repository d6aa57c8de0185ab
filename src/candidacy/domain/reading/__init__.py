"""From the bytes of a file to a Document (pages, lines, words) and to a Resume with its sources."""
