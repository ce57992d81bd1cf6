"""The databases that questions are asked of, each behind the same few methods."""
