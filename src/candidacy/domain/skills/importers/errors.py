"""Why a download could not be imported."""

from candidacy.kernel.errors import Invalid


class BadTaxonomyFile(Invalid):
    """This taxonomy file is damaged or incomplete. Download it again."""

    code = "bad_taxonomy_file"


class NothingToImport(Invalid):
    """No ESCO or O*NET file is here. Give the unpacked folder of the ESCO (CSV) or O*NET (text) download."""

    code = "nothing_to_import"
