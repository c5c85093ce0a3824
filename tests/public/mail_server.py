"""A real mail server in a process of its own: its library and our room are both called public."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP


class Keeping:
    """Lays each message down as a file, or gives the answer that lies in the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  the library calls it so
        answer = (self.folder / "answer").read_text()
        if answer == "silence":
            await asyncio.sleep(60)
        if answer.startswith("250"):
            told = {"to": envelope.rcpt_tos, "message": envelope.original_content.decode()}
            draft = self.folder / "draft"
            draft.write_text(json.dumps(told))
            draft.rename(self.folder / f"{len(list(self.folder.glob('*.json'))):06}.json")
        return answer

    async def handle_QUIT(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802  as above
        return (self.folder / "goodbye").read_text()


async def serve(folder: Path) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Keeping(folder)), "127.0.0.1", 0)
    draft = folder / "port.draft"
    draft.write_text(str(server.sockets[0].getsockname()[1]))
    draft.rename(folder / "port")
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
