"""Reference pages written from the objects they describe, so that they cannot drift apart.

Each module here writes one page of docs/reference; cog calls it between the page's markers (`make docs`), and
`make check` fails when a page is stale. This package is not shipped.
"""
