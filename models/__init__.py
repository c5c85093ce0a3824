"""What is true. Whoever uses one model has all: tables refer to each other by name."""

from models import tables as tables
