"""The list of exports, newest first or by what somebody asks for."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import selectinload

from models.exports.export import Export
from models.staff.member import StaffMember


class ExportSort(StrEnum):
    WHEN = "when"
    WHO = "who"
    COUNT = "count"


def exports_in_order(sort: ExportSort, *, is_falling: bool) -> Select[Export]:
    """Whatever is equal comes newest first; rows that were not sent count as promised."""
    keys: dict[ExportSort, SQLColumnExpression[Any]] = {
        ExportSort.WHEN: Export.id,
        ExportSort.WHO: func.lower(func.coalesce(StaffMember.full_name, "")),
        ExportSort.COUNT: func.coalesce(func.nullif(Export.rows_sent, 0), Export.total),
    }
    key = keys[sort].desc() if is_falling else keys[sort].asc()
    named = select(Export).outerjoin(Export.requested_by)
    return named.order_by(key, Export.id.desc()).options(selectinload(Export.requested_by))
