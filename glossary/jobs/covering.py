"""``glossary coverage``: which articles use which terms, and how far their translations follow the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from glossary import languages
from glossary.errors import InputError
from glossary.jobs.checking import paired, translated
from glossary.jobs.disk import read
from glossary.project import Project


@dataclass(frozen=True, slots=True)
class TermUse:
    """One term in one article."""

    term: str
    rendering: str
    """The preferred one."""
    mentions: int
    """Segments whose source has the term."""
    rendered: int
    """Of these, the ones whose translation has an agreed rendering."""
    used: tuple[str, ...]
    """The renderings that were used, the most frequent first."""
    lines: tuple[int, ...]
    """Where in the translation the rendering is missing."""


@dataclass(frozen=True, slots=True)
class Article:
    """One translated file."""

    file: str
    language: str
    terms: tuple[TermUse, ...]
    """In the order of the glossary."""

    @property
    def mentions(self) -> int:
        return sum(row.mentions for row in self.terms)

    @property
    def rendered(self) -> int:
        return sum(row.rendered for row in self.terms)


def coverage(project: Project, names: Sequence[str] = (), *, source: str = "", language: str = "") -> list[Article]:
    """Return how far the translated files *names*, or those of the configuration, follow the glossary.

    *source* and *language* as in :func:`glossary.jobs.check`. Raises InputError where there is nothing to look at.
    """
    from glossary.checks import usage

    termbase = read(project).termbase
    given = [(name, list(translated(project, name, source, language))) for name in names]
    files = given or paired(project)
    if not files:
        raise InputError("no translations are named", hint="give files, or set 'translations' in the configuration")
    compiled: dict[str, usage.Terms] = {}
    articles = []
    for name, units in files:
        for target in dict.fromkeys(unit.target_language for unit in units):
            if target not in compiled:
                compiled[target] = usage.Terms(termbase, target)
            rows = [unit for unit in units if unit.target_language == target]
            found = usage.coverage(rows, compiled[target])
            articles.append(Article(name, target, tuple(_use(row, target) for row in found)))
    return articles


def _use(row: object, language: str) -> TermUse:
    from glossary.checks.usage import Coverage

    assert isinstance(row, Coverage), "that is what coverage gives"
    term = row.concept.rendering(language)
    return TermUse(
        term=row.concept.name,
        rendering=term.text if term else "",
        mentions=row.mentions,
        rendered=row.rendered,
        used=row.forms,
        lines=tuple(place.line for place in row.places),
    )


def share(rendered: int, mentions: int) -> str:
    """Return a share as people read it: ``93 %``, rounded down; a dash where there is nothing to share."""
    return f"{100 * rendered // mentions} %" if mentions else "–"


def coverage_page(articles: Sequence[Article]) -> str:
    """Return the coverage as an HTML page that needs nothing else: a table of articles, and one of terms for each."""
    summary, details = [], []
    for number, article in enumerate(articles):
        width = 100 * article.rendered // article.mentions if article.mentions else 0
        summary.append(
            f'<tr><td><a href="#a{number}">{escape(article.file)}</a></td>'
            f"<td>{escape(languages.english_name(article.language))}</td>"
            f"<td>{len(article.terms)}</td><td>{article.rendered} of {article.mentions}</td>"
            f'<td class="bar"><span style="width:{width}%"></span>{share(article.rendered, article.mentions)}</td></tr>'
        )
        rows = "\n".join(
            f'<tr class="{"whole" if row.rendered == row.mentions else "part"}"><td>{escape(row.term)}</td>'
            f'<td lang="{escape(article.language)}">{escape(row.rendering)}</td>'
            f'<td>{row.rendered} of {row.mentions}</td><td lang="{escape(article.language)}">'
            f"{escape(' | '.join(row.used))}</td><td>{', '.join(map(str, row.lines))}</td></tr>"
            for row in article.terms
        )
        details.append(
            f'<h2 id="a{number}">{escape(article.file)}</h2>\n<table><thead><tr><th>term</th><th>rendering</th>'
            f"<th>used</th><th>as</th><th>missing in lines</th></tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
        )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coverage of the glossary</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem;
  color-scheme: light dark; }}
h2 {{ font-size: 1.1rem; margin-top: 2.5rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: start; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8884; }}
tr.part td:nth-child(3) {{ color: #b26a00; font-weight: 600; }}
td:nth-child(3) {{ white-space: nowrap; }}
td.bar {{ position: relative; min-width: 8rem; }}
td.bar span {{ position: absolute; inset: .35rem auto .35rem 0; background: #4caf5033; }}
</style>
</head>
<body>
<h1>Coverage of the glossary</h1>
<table>
<thead><tr><th>article</th><th>language</th><th>terms</th><th>segments</th><th>follow the glossary</th></tr></thead>
<tbody>
{chr(10).join(summary)}
</tbody>
</table>
{chr(10).join(details)}
</body>
</html>
"""
