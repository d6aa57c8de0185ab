"""Notes can be written in Markdown and do nothing."""

import pytest

from candidacy.domain.applications.notes import notes_as_html


def test_app_008_markdown_becomes_html_below_the_headings_of_the_page() -> None:
    html = notes_as_html("# Call\n\n- **Ask** for [terms](https://example.org)\n")

    assert "<h3>Call</h3>" in html
    assert "<strong>Ask</strong>" in html
    assert 'href="https://example.org"' in html
    assert "noopener" in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![pixel](https://evil.example/p.png)",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<a href='//evil' style='position:fixed'>x</a>",
        "<svg onload=alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
    ],
)
def test_app_008_notes_can_do_nothing(text: str) -> None:
    html = notes_as_html(text)

    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert "<a href='//evil'" not in html
