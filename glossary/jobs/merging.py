"""``glossary merge``: merge two branches of a PO file entry by entry, as git's merge driver."""

from __future__ import annotations

from contextlib import suppress

from glossary.errors import InputError
from glossary.formats import files, po
from glossary.formats.po import Catalog, branches
from glossary.model import Change
from glossary.project import Name, each, one


def merge_branches(base: Name, ours: Name, theirs: Name, name: Name = "") -> list[Change]:
    """Merge the PO files (or templates) *ours* and *theirs*, which both derive from *base*, into *ours*.

    Returns the conflicts: renderings on which the branches disagree. *name* is the real name of the file if git merges
    copies of it.

    What one side added or changed (a rendering, its approval, a comment, a flag, a header field) is taken; an entry
    that one side deleted and the other left alone is deleted. If both changed a rendering, a person's has priority over
    a program's; if two people disagree, both are written between git's conflict markers. What a program writes (how
    often a term was seen, and where) is taken from *ours*, until the next ``extract``. Raises InputError if *ours* or
    *theirs* cannot be read, or *theirs* has an entry twice; an unreadable *base* is ignored.

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
    with suppress(InputError):  # git merges several ancestors into one, perhaps with conflict markers
        ancestor = po.parse(files.read_bytes(base), where=base)
    data, apart = branches.merged(mine, yours, ancestor, where=their_name)
    files.write_atomic(ours, data)
    language, left = po.language_of(mine) or po.language_of(yours), mine.index()
    return [
        Change("conflict", key[0], language, left[key].msgstr[0], text[0], "two persons disagree", name)
        for key, text in apart.items()
    ]
