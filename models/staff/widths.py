"""How wide each person made the columns of each table."""

from typing import Any

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base
from models.staff.member import StaffMember


class ColumnWidths(Base):
    """`widths` are pixels by the name of a column; one that was never dragged is not in it."""

    __tablename__ = "column_widths"

    staff_id: Mapped[int] = mapped_column(ForeignKey(StaffMember.id), primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    widths: Mapped[dict[str, Any]]


def widths_of(staff_id: int | None, table_name: str) -> Select[ColumnWidths]:
    return select(ColumnWidths).where(
        ColumnWidths.staff_id == staff_id, ColumnWidths.table_name == table_name
    )
