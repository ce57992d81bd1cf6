"""Salary and wage tables as cost: wages with their validity, times the people or paid hours that are given."""

from centreline.evidence.vendors.wage_table.reader import WAGES, Wages

__all__ = ["WAGES", "Wages"]
