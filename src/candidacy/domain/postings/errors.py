"""Why a posting could not be read. Each message names the next step."""

from candidacy.kernel.errors import Invalid, TooLarge


class EmptyPosting(Invalid):
    """This posting holds no text. Paste the text of the job posting and try again."""

    code = "empty_posting"


class PostingTooLong(TooLarge):
    """This posting is longer than 200,000 characters. Paste the posting alone, without the page around it."""

    code = "posting_too_long"


class NotAJobPosting(Invalid):
    """This is not a schema.org JobPosting with a description. Paste the text of the posting instead."""

    code = "not_a_job_posting"
