"""Browser code too long to be sent with every run: fetched once, and kept by the browser."""

from hashlib import sha256
from pathlib import Path

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
    place.isGone = true;
    mounted.delete(parentElement);
    place.leave?.();
  }};
}}
"""


def loader_of(built: Path) -> str:
    """A component's script that loads the one in this file, by an address of its content.

    `public/files/scripts.py` answers there: the two agree on nothing but name and digest.
    """
    digest = sha256(built.read_bytes()).hexdigest()[:16]
    return _LOADER.format(address=f"/desk/scripts/{built.name}?{digest}", failed=_FAILED)
