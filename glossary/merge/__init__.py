"""Merging news into a termbase: nothing is ever deleted, and what a person wrote is never altered.

There are two kinds of news. :func:`extracted` takes what a program found in the sources: it adds concepts, refreshes
machine-written fields (kind, variants, context, where it was seen), retires concepts that are gone, and carries
renderings along when a head is respelled. :func:`merge` takes what somebody sent back: it fills in renderings, and if
two persons disagree, it changes nothing and reports a conflict.
"""

from glossary.merge.people import NOT_HERE as NOT_HERE
from glossary.merge.people import Known as Known
from glossary.merge.people import merge as merge
from glossary.merge.records import Merged as Merged
from glossary.merge.records import key as key
from glossary.merge.records import tidy as tidy
from glossary.merge.texts import approved as approved
from glossary.merge.texts import concepts as concepts
from glossary.merge.texts import extracted as extracted
from glossary.merge.texts import worked_on as worked_on
