"""What must hold before the desk opens its door."""

from streamlit import config

MUST_BE = {
    "server.baseUrlPath": "desk",
    "server.trustedUserHeaders": {"x-copydesk-identity": "identity"},
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.scriptHealthCheckEnabled": False,
    "client.disableDataExport": True,
    "client.showErrorDetails": "none",
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "localhost",
    "logger.enableRich": False,
    "runner.fastReruns": False,
    "global.developmentMode": False,
    "global.e2eTest": False,
}


class BadDeskConfig(Exception):
    """Streamlit runs with settings under which the desk would not be safe."""


def assert_desk_config() -> None:
    """Errors: BadDeskConfig, naming each value that differs and what to do."""
    wrong = [
        f"{name} is {config.get_option(name)!r}, not {value!r}"
        for name, value in MUST_BE.items()
        if config.get_option(name) != value
    ]
    if wrong:
        raise BadDeskConfig(
            "Start Copydesk in its own folder, so that .streamlit/config.toml is read: "
            + "; ".join(wrong)
        )
