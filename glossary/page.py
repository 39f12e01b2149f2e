"""Self-contained HTML pages: the common parts of those of ``diff``, ``coverage`` and ``check``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_HIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that are invisible or change the direction of text, except joiners, which may be intended."""


def shown(text: str) -> str:
    """Return *text* as HTML in which invisible characters appear as their code points.

    >>> shown("a<b"), shown("Putin\\u202e")
    ('a&lt;b', 'Putin<span class="hidden">U+202E</span>')
    """
    return _HIDDEN.sub(lambda found: f'<span class="hidden">U+{ord(found[0]):04X}</span>', escape(text))


def tabular(names: Iterable[str], rows: Iterable[str]) -> str:
    """Return an HTML table with the column headings *names* and the *rows* (HTML)."""
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "\n".join(rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def page(title: str, body: str, style: str = "") -> str:
    """Return an HTML page with this *title* (text) and *body* (HTML); *style* is additional CSS."""
    name = _HIDDEN.sub(lambda found: f"U+{ord(found[0]):04X}", escape(title))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>
:root {{ color-scheme: light dark; --bad: light-dark(#b71c1c, #ff8a80); --warn: light-dark(#8a5200, #ffb74d); }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;
  overflow-wrap: anywhere; }}
h2 {{ font-size: 1.1rem; margin-top: 2.5rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: start; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8884; }}
th, td {{ min-width: 4em; }}
th, code {{ white-space: nowrap; }}
tr {{ break-inside: avoid; }}
h2 {{ break-after: avoid; }}
@media (max-width: 40rem) {{ /* phones: each row is a paragraph; its last cell has its own line */
  body {{ margin: 1rem auto; }} h1 {{ font-size: 1.3rem; }}
  thead {{ display: none; }} table, tbody {{ display: block; }}
  tr {{ display: flex; flex-wrap: wrap; gap: .1rem .8rem; padding: .6rem 0; border-bottom: 1px solid #8884; }}
  tr > * {{ border: 0; padding: 0; min-width: 0; }} tr > :last-child {{ flex: 1 0 100%; }} }}
.hidden {{ font: .75em ui-monospace, monospace; border: 1px solid var(--bad); border-radius: .2em; padding: 0 .2em;
  margin: 0 .1em; }}
{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
