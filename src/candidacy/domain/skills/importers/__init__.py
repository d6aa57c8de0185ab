"""Reading the downloads of other taxonomies: file contents in, concepts out."""

from candidacy.domain.skills.importers.folder import ImportedTaxonomy, Source, import_folder
from candidacy.domain.skills.importers.store import (
    StoredTaxonomy,
    load_taxonomy,
    read_taxonomy,
    write_taxonomy,
)

__all__ = [
    "ImportedTaxonomy",
    "Source",
    "StoredTaxonomy",
    "import_folder",
    "load_taxonomy",
    "read_taxonomy",
    "write_taxonomy",
]
