"""Every table, imported once, so that the whole schema is known."""

from models import access, article, enquiry, export, image, log, search, setting, staff
from models.base import Base

__all__ = ["access", "article", "enquiry", "export", "image", "log", "search", "setting", "staff"]

metadata = Base.metadata
