"""How much of a settled glossary is found in Russian and Chinese texts: the translations of our own briefs.

    python benchmarks/quality_sources.py

The renderings of ``locale/`` that stand word for word in ``translations/`` are what is looked for (in Russian, those
that stand there in another case are not): how many of them are listed, how many of the names among them, and how long
the list is.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from glossary.extract import extract  # noqa: E402
from glossary.formats import po  # noqa: E402
from glossary.model import Document, Kind, State  # noqa: E402


def main() -> None:
    print("| language | renderings found | names found | entries listed |\n|---|---|---|---|")
    for folder, language in (("ru", "ru"), ("zh_CN", "zh-Hans")):
        path = ROOT / "locale" / folder / "LC_MESSAGES" / "glossary.po"
        catalog = po.parse(path.read_bytes(), where=path.name)
        glossary = po.to_termbase(catalog, language=language, source_language="en", where=path.name).termbase
        texts = {one.name: one.read_text("utf-8") for one in sorted((ROOT / "translations" / folder).glob("*.txt"))}
        together = "\n".join(texts.values())
        wanted = {
            term.text.lower(): concept.kind is not Kind.PHRASE and concept.kind is not Kind.OTHER
            for concept in glossary.concepts
            if (term := concept.rendering(language)) and term.state is State.APPROVED and not concept.obsolete
            if len(term.text) > 1 and term.text in together
        }
        documents = [Document(name, text, language=language) for name, text in texts.items()]
        found = extract(documents, source_language=language).candidates
        listed = {form.lower() for one in found for form in (one.term, *one.variants)}
        names = [text for text, name in wanted.items() if name]
        print(
            f"| {language} | {sum(text in listed for text in wanted)} of {len(wanted)} "
            f"| {sum(text in listed for text in names)} of {len(names)} | {len(found)} |"
        )


if __name__ == "__main__":
    main()
