"""Browser code of the desk: components with nothing to see, and scripts that are fetched once."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import streamlit as st

_FAILED = "This part of the page did not load. Reload the page to try again."
_LOADER = """
const code = import(new URL("{address}", location.origin).href);
const mounted = new WeakMap();
export default function (component) {{
  const {{ parentElement }} = component;
  const place = mounted.get(parentElement) ?? {{ leave: null }};
  mounted.set(parentElement, place);
  Object.assign(place, {{ component, isGone: false }});
  code.then(({{ default: draw }}) => {{
    if (!place.isGone && place.component === component) place.leave = draw(component);
  }}, () => {{ parentElement.textContent = "{failed}"; }});
  return () => {{
    if (parentElement.isConnected) return; // another draw overtook this one: nothing is gone
    place.isGone = true;
    mounted.delete(parentElement);
    place.leave?.();
  }};
}}
"""


def unseen(name: str, module: str) -> Callable[..., Any]:
    """A component with nothing to see: the script beside this module (`__file__`), its styles too.

    What is called then takes what Streamlit's components take: `key`, `data`, `on_…_change`.
    """
    script, styles = (Path(module).with_suffix(kind) for kind in (".js", ".css"))
    component = st.components.v2.component(
        name,
        html="<span hidden></span>",
        css=styles.read_text("utf-8") if styles.exists() else None,
        js=script.read_text("utf-8"),
        isolate_styles=False,
    )
    return cast("Callable[..., Any]", component)


def loader_of(built: Path) -> str:
    """A component's script that loads the one in this file, by an address of its content.

    `public/files/scripts.py` answers there: the two agree on nothing but name and digest.
    """
    digest = sha256(built.read_bytes()).hexdigest()[:16]
    return _LOADER.format(address=f"/desk/scripts/{built.name}?{digest}", failed=_FAILED)
