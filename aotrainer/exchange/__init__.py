"""Out of the record and into it: tables, FHIR, a research folder, landmarks; newer scores of old attempts."""

FORMATS = ("csv", "fhir", "research", "npz")
"""What can be exported: tables, one FHIR bundle for each person, a research folder, landmarks alone."""
