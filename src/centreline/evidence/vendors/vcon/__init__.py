"""vCon, the conversation container of the IETF: in, and redacted out."""
