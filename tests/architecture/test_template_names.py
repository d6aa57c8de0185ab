"""A name that a template gives at its top is not one that the base asks for: it would be taken instead."""

from jinja2 import Environment, nodes

from candidacy.entrypoints.messages import OWNERS, folder_of
from candidacy.entrypoints.templates import build_pages


def names_at_the_top(source: str) -> set[str]:
    """What ``set`` and ``import`` outside of blocks and macros bind."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, nodes.Import | nodes.Macro):
            found.add(node.target if isinstance(node, nodes.Import) else node.name)
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            found |= {name.name for name in node.find_all(nodes.Name) if name.ctx == "store"}
    return found


def test_no_template_hides_what_every_page_needs() -> None:
    pages = build_pages(api_docs=False)
    needed = {"language", "languages", "static", "release", "api_docs", "words_of_scripts"}
    hidden = {
        f"{template.name}: {name}"
        for owner in OWNERS
        for template in folder_of(owner).parent.glob("templates/**/*.html")
        for name in names_at_the_top(template.read_text()) & needed
    }

    assert hidden == set()
    assert needed <= set(pages.globals)


def test_names_in_blocks_and_macros_hide_nothing() -> None:
    source = '{% import "a.html" as top %}{% set other = 1 %}'
    source += "{% macro third(x) %}{% set fourth = x %}{% endmacro %}"
    source += "{% block main %}{% set words = {} %}{% endblock %}"

    assert names_at_the_top(source) == {"top", "other", "third"}
