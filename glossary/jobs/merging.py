"""``glossary merge``: two branches of one PO file -> one, entry by entry. Git calls it as a merge driver."""

from __future__ import annotations

from contextlib import suppress

from glossary.errors import InputError
from glossary.formats import files, po
from glossary.formats.po import Catalog, branches
from glossary.model import Change
from glossary.project import Name, each, one


def merge_branches(base: Name, ours: Name, theirs: Name, name: Name = "") -> list[Change]:
    """Merge the PO files (or templates) *ours* and *theirs*, which both come from *base*, into *ours*.

    Returns the conflicts: renderings that the branches disagree on. *name* is the real name of the file where git
    merges copies of it.

    What one side added or changed (a rendering, its approval, a comment, a flag, a header field) is taken; an entry
    that one side dropped and the other left alone goes. Where both changed a rendering, a person's goes before a
    program's; where two persons disagree, both stand in the file between the marks of git. What a program writes (how
    often a term was seen, and where) is that of *ours*, until the next ``extract``. Raises InputError where *ours* or
    *theirs* cannot be read, or *theirs* has an entry twice; a *base* that cannot be read is none.

    >>> path = home.catalogue("ru")
    >>> merge_branches(path, path, path)
    []
    """
    base, ours, theirs = each((base, ours, theirs))
    name = one(name)
    our_name, their_name = (f"{name} (ours)", f"{name} (theirs)") if name else (ours, theirs)
    mine = po.parse(files.read_bytes(ours), where=our_name)
    yours = po.parse(files.read_bytes(theirs), where=their_name)
    ancestor = Catalog()
    with suppress(InputError):  # of several ancestors git makes one, perhaps with marks in it
        ancestor = po.parse(files.read_bytes(base), where=base)
    data, apart = branches.merged(mine, yours, ancestor, where=their_name)
    files.write_atomic(ours, data)
    language, left = po.language_of(mine) or po.language_of(yours), mine.index()
    return [
        Change("conflict", key[0], language, left[key].msgstr[0], text[0], "two persons disagree", name)
        for key, text in apart.items()
    ]
