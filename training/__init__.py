"""How the shipped models are made: ``python -m training`` trains them again, byte for byte."""
