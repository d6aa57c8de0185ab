"""Work in progress, as its owner sees it: status, progress, cancel."""
