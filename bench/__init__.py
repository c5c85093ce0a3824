"""Measurements that anybody can repeat: `make bench`, or one as `python -m bench export`."""
