"""The tools of the Model Context Protocol: the same ones over stdio and over HTTP."""
