"""The commands and their options. Everything heavy is imported inside, so that --help stays fast."""

import gc
from pathlib import Path
from typing import Annotated, Literal

import typer

from candidacy import __version__
from candidacy.entrypoints.cli import administration

JSON = Annotated[bool, typer.Option("--json", help="Print one JSON value instead of a table.")]
LINES = Annotated[
    bool, typer.Option("--jsonl", help='Read JSON lines {"id", "text" or "path"} from standard input.')
]
REGION = Annotated[
    str | None, typer.Option(help="Country (ISO 3166, DE) of telephone numbers without a country code.")
]
FILES = Annotated[list[str] | None, typer.Argument(metavar="FILE...", show_default=False)]

app = typer.Typer(
    name="candidacy",
    help="Read CVs, review them, and match them with job postings. Works offline, with no key and no server.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)
db = typer.Typer(help="The database.", rich_markup_mode=None, no_args_is_help=True)
taxonomy = typer.Typer(
    help="The taxonomy of skills and occupations.", rich_markup_mode=None, no_args_is_help=True
)
users = typer.Typer(help="Accounts.", rich_markup_mode=None, no_args_is_help=True)
app.add_typer(db, name="db")
app.add_typer(users, name="users")
app.add_typer(administration.keys, name="keys")
app.add_typer(taxonomy, name="taxonomy")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"candidacy {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def read(files: FILES = None, as_json: JSON = False, lines: LINES = False, region: REGION = None) -> None:
    """Read a CV (PDF, DOCX, ODT, RTF, HTML, Markdown, text) into JSON Resume fields, each with its place."""
    from candidacy.entrypoints.cli import documents

    documents.read(files or [], as_json=as_json, lines=lines, region=region)


@app.command()
def skills(
    files: FILES = None,
    as_json: JSON = False,
    lines: LINES = False,
    candidates: Annotated[int, typer.Option(min=0, max=100, help="Also name N candidate concepts each.")] = 0,
) -> None:
    """Find the skills in a text or document; - reads standard input."""
    from candidacy.entrypoints.cli import documents

    documents.skills(files or [], as_json=as_json, lines=lines, candidates=candidates)


@app.command()
def titles(
    queries: Annotated[list[str] | None, typer.Argument(metavar="QUERY...", show_default=False)] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(help='JSON lines {"id", "title"} to rank; the taxonomy\'s titles without it.'),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many titles to name.")] = 20,
    words_only: Annotated[bool, typer.Option("--words-only", help="Compare by wording alone.")] = False,
    as_json: JSON = False,
    lines: LINES = False,
) -> None:
    """Rank job titles by how close they are to a query."""
    from candidacy.entrypoints.cli import documents

    documents.titles(
        queries or [], corpus=corpus, limit=limit, words_only=words_only, as_json=as_json, lines=lines
    )


@app.command()
def posting(files: FILES = None, as_json: JSON = False, lines: LINES = False) -> None:
    """Read a job posting (text, HTML, JSON-LD, PDF, DOCX, ODT, RTF) into requirements."""
    from candidacy.entrypoints.cli import documents

    documents.posting(files or [], as_json=as_json, lines=lines)


@app.command()
def review(
    files: FILES = None,
    as_json: JSON = False,
    lines: LINES = False,
    industry: Annotated[str, typer.Option(help="Judge as this industry does.")] = "general",
    posting: Annotated[Path | None, typer.Option(help="A posting to review the CV against.")] = None,
    region: REGION = None,
) -> None:
    """Review a CV under the rubric: score, findings with evidence, and what to change first."""
    from candidacy.entrypoints.cli import judging

    judging.review(
        files or [], as_json=as_json, lines=lines, industry=industry, posting=posting, region=region
    )


@app.command()
def match(
    cv: Annotated[str | None, typer.Argument(show_default=False, help="The CV.")] = None,
    posting: Annotated[str | None, typer.Argument(show_default=False, help="The job posting.")] = None,
    as_json: JSON = False,
    lines: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Read JSON lines {"id", "cv": C, "posting": P}: C and P are {"text"} or {"path"}.',
        ),
    ] = False,
    region: REGION = None,
) -> None:
    """Hold a CV against a posting: score, and for each requirement the evidence."""
    from candidacy.entrypoints.cli import judging

    judging.match(cv, posting, as_json=as_json, lines=lines, region=region)


@app.command()
def rank(
    files: FILES = None,
    posting: Annotated[Path | None, typer.Option(help="Rank the CVs in FILE... for this posting.")] = None,
    cv: Annotated[Path | None, typer.Option(help="Rank the postings in FILE... for this CV.")] = None,
    as_json: JSON = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Show the best N.")] = None,
    region: REGION = None,
) -> None:
    """Rank CVs for a posting, or postings for a CV, best first. FILE may be folders and globs."""
    from candidacy.entrypoints.cli import judging

    judging.rank(files or [], posting=posting, cv=cv, as_json=as_json, limit=limit, region=region)


@app.command()
def search(
    query: Annotated[str, typer.Argument(show_default=False, help="Words, or a whole question.")],
    folder: Annotated[
        list[str], typer.Argument(metavar="FOLDER...", show_default=False, help="Folders, files or globs.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=50, help="Show the best N passages.")] = 10,
    words: Annotated[bool, typer.Option("--words", help="By words alone, without the embedder.")] = False,
    as_json: JSON = False,
) -> None:
    """Search the files of a folder by words and meaning: passages with file, place and score."""
    from candidacy.entrypoints.cli import searching

    searching.search(query, folder, as_json=as_json, limit=limit, words_only=words)


@app.command()
def tailor(  # noqa: PLR0913, PLR0917 - each is an option of the command
    cv: Annotated[str | None, typer.Argument(show_default=False, help="The CV.")] = None,
    posting: Annotated[str | None, typer.Argument(show_default=False, help="The job posting.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write the tailored CV: .json, .pdf, .docx, .html or .md."),
    ] = None,
    pages: Annotated[int | None, typer.Option(min=1, max=20, help="Leave out until it fits.")] = None,
    changes: Annotated[
        Path | None, typer.Option(help="Hold the changes of this JSON file against the CV instead.")
    ] = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            help="Say that what was asked is true, by its place and words: /work/0/highlights/2=guests"
        ),
    ] = None,
    theme: Annotated[str | None, typer.Option(help="How it looks; see render --list-themes.")] = None,
    paper: Annotated[Literal["a4", "letter"], typer.Option(help="Size of the paper.")] = "a4",
    as_json: JSON = False,
) -> None:
    """Tailor a CV to a posting by choosing and ordering what it says; nothing is invented."""
    from candidacy.entrypoints.cli import tailoring

    tailoring.run(
        cv,
        posting,
        output=output,
        pages=pages,
        changes=changes,
        confirm=confirm or [],
        theme=theme,
        paper=paper,
        as_json=as_json,
    )


@app.command()
def render(
    resume: Annotated[
        str | None, typer.Argument(show_default=False, help="A JSON Resume file; - reads standard input.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write: .pdf, .docx, .html, .md or .json.")
    ] = None,
    theme: Annotated[str | None, typer.Option(help="How it looks; see --list-themes.")] = None,
    paper: Annotated[Literal["a4", "letter"], typer.Option(help="Size of the paper.")] = "a4",
    language: Annotated[
        str | None, typer.Option(help="Language of the headings (de); that of the CV without it.")
    ] = None,
    fonts: Annotated[Path | None, typer.Option(help="Folder with more fonts than the bundled ones.")] = None,
    list_themes: Annotated[bool, typer.Option("--list-themes", help="Name the themes and end.")] = False,
    as_json: JSON = False,
) -> None:
    """Render a JSON Resume as PDF, Word, HTML, Markdown or JSON."""
    from candidacy.entrypoints.cli import rendering

    if list_themes:
        rendering.list_themes(as_json=as_json)
        return
    rendering.render(
        resume, output, theme=theme, paper=paper, language=language, fonts=fonts, as_json=as_json
    )


@app.command("import")
def import_(
    archive: Annotated[
        Path, typer.Argument(show_default=False, help="A LinkedIn, RenderCV ... file; - is standard input.")
    ],
    to: Annotated[
        str, typer.Option("--as", help="Write json_resume, rendercv, reactive_resume or europass.")
    ] = "json_resume",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
    as_json: JSON = False,
) -> None:
    """Take a CV over from LinkedIn's data export, JSON Resume, RenderCV, Reactive Resume or Europass."""
    from candidacy.entrypoints.cli import exchange

    exchange.import_file(archive, to=to, output=output, as_json=as_json)


@app.command()
def audit(
    table: Annotated[
        str | None,
        typer.Argument(
            metavar="GROUPS.csv", show_default=False, help="One row for each applicant; - is standard input."
        ),
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="A column that holds groups; all others without it.")
    ] = None,
    notice: Annotated[bool, typer.Option("--notice", help="Print a notice for applicants and end.")] = False,
    as_json: JSON = False,
) -> None:
    """How groups of applicants fare: selection and scoring rates, impact ratios, small and unknown groups."""
    from candidacy.entrypoints.cli import fairness

    if notice:
        fairness.notice()
    elif table is None:
        raise typer.BadParameter("Name a CSV table, or use --notice.")
    else:
        fairness.audit(table, columns=column or [], as_json=as_json)


@app.command()
def serve(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")] = None,
) -> None:
    """Serve the application on this machine; with no DATABASE_URL on an embedded PostgreSQL."""
    from candidacy.entrypoints.settling import doing_without

    with doing_without("pygments", "rich"):
        from candidacy.entrypoints.cli import operate

        operate.serve(port)


@app.command()
def demo(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port to listen on; else any that is free.")
    ] = None,
) -> None:
    """Serve fictional CVs, jobs and applications to look around in; Ctrl+C removes everything."""
    from candidacy.entrypoints.cli import operate

    operate.demo(port)


@app.command()
def mcp() -> None:
    """Serve MCP on standard input and output, for the installation at CANDIDACY_URL."""
    from candidacy.entrypoints.mcp import stdio

    stdio.serve()


@app.command()
def worker() -> None:
    """Work off the jobs, apart from the web process."""
    from candidacy.entrypoints.settling import doing_without

    with doing_without("pygments", "rich"):
        from candidacy.entrypoints.cli import operate

        operate.work()


@app.command()
def tidy(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count.")] = False,
    as_json: JSON = False,
) -> None:
    """Delete what is kept no longer: by retention of workspaces, what has ended, files without a row."""
    from candidacy.entrypoints.cli import operate

    operate.tidy(dry_run=dry_run, as_json=as_json)


@app.command()
def doctor(as_json: JSON = False) -> None:
    """Check that this installation has what it needs, and say what is missing."""
    from candidacy.entrypoints.cli import operate

    operate.doctor(as_json=as_json)


@app.command()
def backup(
    target: Annotated[
        Path | None,
        typer.Argument(help="File to write; named after the moment without it.", show_default=False),
    ] = None,
    as_json: JSON = False,
) -> None:
    """Write the database, the files and the secrets into one file, while the application goes on."""
    from candidacy.entrypoints.cli import operate

    operate.back_up(target, as_json=as_json)


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="The file of a backup.", show_default=False)],
    check: Annotated[bool, typer.Option("--check", help="Only check it, and say what is in it.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="In place of what is there, which is lost.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Bring a backup back into an empty CANDIDACY_HOME or database."""
    from candidacy.entrypoints.cli import operate

    operate.restore(source, check=check, replace=replace, as_json=as_json)


@app.command()
def move(as_json: JSON = False) -> None:
    """Move the embedded database to the empty one at DATABASE_URL, and compare every row."""
    from candidacy.entrypoints.cli import operate

    operate.move(as_json=as_json)


@db.command()
def upgrade() -> None:
    """Bring the database to the newest schema."""
    from candidacy.entrypoints.cli import operate

    operate.upgrade_database()


@db.command("index-passages")
def index_passages(
    above: Annotated[int, typer.Option(min=1, help="Passages from which on a workspace has one.")] = 20_000,
    memory: Annotated[
        int, typer.Option(min=64, help="MB that building one may take: 3000 for a million passages.")
    ] = 1_000,
) -> None:
    """Make the nearest-neighbour indexes that the search of large workspaces needs, and count their words."""
    from candidacy.entrypoints.cli import operate

    operate.index_passages(above=above, memory=memory)


EMAIL = Annotated[str, typer.Argument(help="Its e-mail address.", show_default=False)]


@users.command("create")
def create_user(
    email: EMAIL,
    name: Annotated[str | None, typer.Option(help="How the person is called.")] = None,
    superuser: Annotated[bool, typer.Option("--superuser", help="May run the installation.")] = False,
) -> None:
    """Make an account; the password is asked for."""
    from candidacy.entrypoints.cli import users as commands

    commands.create(email, name, superuser=superuser)


@users.command("deactivate")
def deactivate_user(email: EMAIL) -> None:
    """Shut an account; its sessions and keys end at once."""
    from candidacy.entrypoints.cli import users as commands

    commands.deactivate(email)


@users.command("activate")
def activate_user(email: EMAIL) -> None:
    """Open a shut account again."""
    from candidacy.entrypoints.cli import users as commands

    commands.activate(email)


@taxonomy.command("import")
def import_taxonomy(
    folder: Annotated[Path, typer.Argument(help="Folder with the downloaded ESCO CSV or O*NET text files.")],
    as_json: JSON = False,
) -> None:
    """Merge downloaded ESCO and O*NET files into the taxonomy of this installation."""
    from candidacy.entrypoints.cli import taxonomies

    taxonomies.import_folder(folder, as_json=as_json)


@taxonomy.command("show")
def show_taxonomy(as_json: JSON = False) -> None:
    """Say what the taxonomy of this installation consists of."""
    from candidacy.entrypoints.cli import taxonomies

    taxonomies.show(as_json=as_json)


@taxonomy.command("reset")
def reset_taxonomy() -> None:
    """Undo all imports: use the taxonomy that ships with the application."""
    from candidacy.entrypoints.cli import taxonomies

    taxonomies.reset()


def main() -> None:
    """The console script."""
    # What is imported stays: to look through it every 700 objects takes a sixth of the start of a service.
    gc.set_threshold(10_000)
    app()
