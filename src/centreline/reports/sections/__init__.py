"""The sections of a review as plain values, ready to be shown as a page, as Markdown or as JSON."""
