"""Every metric counted a second time, with loops over the tuples of a small centre."""

from counting import contacts, judgements, money, returns, staff

SECOND_COUNTS = {
    **contacts.SECOND_COUNTS,
    **returns.SECOND_COUNTS,
    **staff.SECOND_COUNTS,
    **judgements.SECOND_COUNTS,
    **money.SECOND_COUNTS,
}
"""By metric: a function that returns for each variant the value, the rows behind it and the rows left out."""
