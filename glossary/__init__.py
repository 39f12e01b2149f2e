"""A multilingual glossary (termbase) and translation memory for news."""

__version__ = "0.1.0"
