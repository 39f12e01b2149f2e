"""Termbase + news -> termbase + changes. Nothing is ever deleted here, and a person's word is never altered.

Two flows meet in this room. :func:`extracted` takes what a machine found in the sources: it adds, refreshes what
machines write (kind, variants, context, where it was seen), retires what vanished and carries renderings along when
a head is respelled. :func:`merge` takes what somebody sent back: it fills in renderings, and where two persons
disagree it changes nothing and reports a conflict.
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
