"""Composition roots: the web application, the worker, the command line."""
