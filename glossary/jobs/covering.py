"""``glossary coverage``: which articles use which terms, and how far their translations follow the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from glossary import languages
from glossary.checks import usage
from glossary.checks.renderings import Terms
from glossary.checks.usage import Coverage
from glossary.errors import InputError
from glossary.jobs.disk import existing
from glossary.jobs.pairing import expected, inside, is_asked, paired, translated
from glossary.page import page, shown, tabular
from glossary.project import Home, Name, Names, each, one, opened


@dataclass(frozen=True, slots=True)
class TermUse:
    """One term in one article."""

    term: str
    rendering: str
    """The preferred rendering."""
    mentions: int
    """The number of segments whose source has the term."""
    rendered: int
    """How many of these ``usage.missing`` does not report."""
    used: tuple[str, ...]
    """The renderings in the translation, the most frequent first."""
    lines: tuple[int, ...]
    """The lines of the translation where the rendering is missing; an HTML file may consist of one line."""


@dataclass(frozen=True, slots=True)
class Article:
    """One translated file."""

    file: str
    language: str
    terms: tuple[TermUse, ...]
    """In the order of the glossary."""
    untranslated: int = 0
    """The number of segments without a translation, whose terms are not counted."""

    @property
    def mentions(self) -> int:
        return sum(row.mentions for row in self.terms)

    @property
    def rendered(self) -> int:
        return sum(row.rendered for row in self.terms)


def coverage(project: Home, names: Names = (), *, source: Name = "", language: str = "") -> list[Article]:
    """Return how far the translated files *names*, or those of the configuration, follow the glossary.

    *source* and *language* are those of :func:`glossary.jobs.check`. Raises InputError if there are no translations.

    >>> [(row.file, f"{row.rendered} of {row.mentions}") for row in coverage(home)]
    [('translations/ru/visit.txt', '1 of 2')]
    """
    project, source = opened(project), one(source)
    termbase = existing(project).termbase
    given = [(name, list(translated(project, name, source, language))) for name in inside(project, each(names))]
    files = given or paired(project, language)
    if not files:
        for name, _, spelled in expected(project):
            if is_asked(spelled, language):
                raise InputError("there is no translated text", where=name, hint="'translations' names such files")
        raise InputError("no translations are named", hint="give files, or set 'translations' in the configuration")
    compiled: dict[str, Terms] = {}
    articles = []
    for name, units in files:
        for target in dict.fromkeys(unit.target_language for unit in units):
            if target not in compiled:
                compiled[target] = Terms(termbase, target)
            rows = [unit for unit in units if unit.target_language == target]
            found = usage.coverage(rows, compiled[target])
            empty = sum(not unit.target.strip() for unit in rows)
            articles.append(Article(name, target, tuple(_use(row, compiled[target].language) for row in found), empty))
    return articles


def _use(row: Coverage, language: str) -> TermUse:
    term = row.concept.rendering(language)
    return TermUse(
        term=row.concept.name,
        rendering=term.text if term else "",
        mentions=row.mentions,
        rendered=row.rendered,
        used=row.forms,
        lines=tuple(dict.fromkeys(place.line for place in row.places)),
    )


def share(rendered: int, mentions: int) -> str:
    """Return a percentage, rounded down, as ``93 %``; a dash if there are no *mentions*."""
    return f"{100 * rendered // mentions} %" if mentions else "–"


def _row(link: str, language: str, terms: str, rendered: int, mentions: int, *, sort: str = "article") -> str:
    width = 100 * rendered // mentions if mentions else 0
    return (
        f'<tr class="{sort}"><td>{link}</td><td>{language}</td><td>{terms}</td><td>{rendered} of {mentions}</td>'
        f'<td class="bar"><span style="width:{width}%"></span>{share(rendered, mentions)}</td></tr>'
    )


MISSED = 20
"""How many of the terms that are missing most often are listed for each language."""


def _missed(articles: Sequence[Article], language: str) -> list[str]:
    """Return rows for the terms that are missing most often in several of the *articles*, all in one *language*."""
    found: dict[tuple[str, str], list[TermUse]] = {}
    for article in articles:
        for row in article.terms:
            found.setdefault((row.term, row.rendering), []).append(row)
    several = []
    for key, rows in found.items():
        used, mentions = sum(row.rendered for row in rows), sum(row.mentions for row in rows)
        lacking = sum(row.rendered < row.mentions for row in rows)
        if lacking > 1:
            several.append((used - mentions, key, used, mentions, lacking))
    return [
        f'<tr class="missed"><td>{shown(term)}</td><td>{language}</td><td>{shown(rendering)}</td>'
        f"<td>{used} of {mentions}</td><td>{lacking}</td></tr>"
        for _, (term, rendering), used, mentions, lacking in sorted(several)[:MISSED]
    ]


def _details(article: Article, anchor: str) -> str:
    part = [row for row in article.terms if row.rendered < row.mentions]
    whole = [row for row in article.terms if row.rendered == row.mentions]
    text = f'<h2 id="{anchor}">{shown(article.file)}</h2>\n'
    if part:
        text += _table(part, article.language, "part")
    if whole:
        count = "1 term is" if len(whole) == 1 else f"{len(whole)} terms are"
        text += f"<details><summary>{count} rendered everywhere</summary>\n"
        text += _table(whole, article.language, "whole") + "</details>\n"
    return text


def _table(terms: Sequence[TermUse], language: str, sort: str) -> str:
    names = ["term", "rendering", "used", "as", *(["missing in lines"] if sort == "part" else [])]
    cell = f'<td lang="{escape(language)}" dir="auto">'
    rows = (
        f'<tr class="{sort}"><td>{shown(row.term)}</td>{cell}{shown(row.rendering)}</td>'
        f"<td>{row.rendered} of {row.mentions}</td>{cell}{shown(' | '.join(row.used))}</td>"
        + (f"<td>{', '.join(map(str, row.lines))}</td></tr>" if sort == "part" else "</tr>")
        for row in terms
    )
    return tabular(names, rows) + "\n"


def coverage_page(articles: Sequence[Article]) -> str:
    """Return the coverage as a self-contained HTML page.

    It has a table of the articles, with a total for each language with several; the terms that are missing most often;
    and for each article the terms that are missing somewhere, and, folded, those that are rendered everywhere.
    """
    sums: list[str] = []
    missed: list[str] = []
    summary: list[str] = []
    details: list[str] = []
    for language in dict.fromkeys(article.language for article in articles):
        group = [article for article in articles if article.language == language]
        name = escape(languages.english_name(language))
        for article in group:
            anchor = f"a{len(details)}"
            link = f'<a href="#{anchor}">{shown(article.file)}</a>'
            link += f" ({article.untranslated} segments without a translation)" if article.untranslated else ""
            summary.append(_row(link, name, str(len(article.terms)), article.rendered, article.mentions))
            details.append(_details(article, anchor))
        if len(group) > 1:
            together = (sum(article.rendered for article in group), sum(article.mentions for article in group))
            sums.append(_row(f"all {len(group)} articles", name, "", *together, sort="sum"))
            missed += _missed(group, name)
    body = tabular(("article", "language", "terms", "mentions", "follow the glossary"), sums + summary)
    if missed:
        names = ("term", "language", "rendering", "used", "articles without it")
        body += f"\n<h2>Missed most</h2>\n{tabular(names, missed)}"
    name = "Coverage of the glossary"
    return page(name, f"<h1>{name}</h1>\n{body}\n{chr(10).join(details)}", _STYLE)


_STYLE = """tr.part td:nth-child(3) { color: var(--warn); font-weight: 600; }
td:nth-child(3) { white-space: nowrap; }
tr.sum td { font-weight: 600; border-bottom-width: 2px; }
summary { cursor: pointer; padding: .6rem; }
td.bar { position: relative; min-width: 8rem; }
td.bar span { position: absolute; inset: .35rem auto .35rem 0; background: #4caf5033; }
@media (max-width: 40rem) {
  td:first-child { flex: 1 0 100%; }
  td.bar { padding: .1rem .3rem; box-sizing: border-box; } td.bar span { inset-block: 0; }
  tr.article td:nth-child(3)::after { content: " terms"; }
  tr:is(.article, .sum) td:nth-child(4)::after { content: " mentions"; }
  tr.missed td:last-child::before { content: "missing in articles: "; }
  tr.part td:last-child::before { content: "missing in lines "; } }
"""
