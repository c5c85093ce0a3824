"""The Parquet file: typed columns for programs, moments in the clinic's zone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

import settings
from actions.exports.outbox import Outbox
from actions.exports.progress import Beat
from models.exports.columns import Kind, kind_of
from models.exports.export import Order
from models.exports.rows import cells_of_export, rows_taken

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 10_000


def parquet_pieces(session: Session, order: Order, beat: Beat) -> Iterator[bytes]:
    """The receipt is in the schema's metadata."""
    import pyarrow as pa  # noqa: PLC0415 — 40 MB that only this format needs
    from pyarrow import parquet  # noqa: PLC0415  loaded where it is used: starting stays quick

    rows, out = 0, Outbox()
    receipt = {f"copydesk.{name}": value for name, value in order.provenance().items()}
    schema = pa.schema([(name, _type_of(name)) for name in order.columns], metadata=receipt)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        yield out.emptied()
        told = cells_of_export(session, order)
        for some in rows_taken(session, order, told, size=ROW_GROUP):
            columns = zip(schema.types, zip(*some, strict=True), strict=True)
            arrays = [pa.array(column).cast(each) for each, column in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            rows += len(some)
            yield out.emptied()
            beat(rows)
    yield out.emptied()


def _type_of(name: str) -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415 — 40 MB that only this format needs

    types = {
        Kind.TEXT: pa.string(),
        Kind.MOMENT: pa.timestamp("us", settings.TIMEZONE.key),
        Kind.DAY: pa.date32(),
        Kind.NUMBER: pa.int64(),
        Kind.FLAG: pa.bool_(),
    }
    return types[kind_of(name)]
