"""Measurements that anybody can repeat: `make bench`, or one by name, as `python -m bench export`."""
