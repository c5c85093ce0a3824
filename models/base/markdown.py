"""What Markdown can say here: CommonMark, tables, small letters, boxes and footnotes."""

# The editor reads the same, in desk/widgets/rich_text/source/text/markdown.js.

import re
from collections.abc import MutableMapping, Sequence
from functools import partial
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

CALLOUTS = {"warning": "Warning", "key-facts": "Key facts"}
Env = MutableMapping[str, Any]


def is_ours(address: str) -> bool:
    return not re.match(r"[\s\\/]*[\\/]{2}|[a-z][a-z0-9+.-]*:", address, re.IGNORECASE)


def _image(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env
) -> str:
    """Show our own images; another site's is a link, so that reading calls nobody."""
    address = str(tokens[index].attrs.get("src", ""))
    if is_ours(address):
        return str(RendererHTML.image(self, tokens, index, options, env))
    link = Token("link_open", "a", 1, attrs={"href": address})
    name = self.renderInlineAsText(tokens[index].children or [], options, env) or address
    return f"{self.renderToken([link], 0, options, env)}{nh3.clean_text(name)}</a>"


def _heading(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env
) -> str:
    if tokens[index].tag == "h1":
        tokens[index].tag = "h2"
    return self.renderToken(tokens, index, options, env)


def _cell(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env
) -> str:
    """Say a column's alignment as a class: public pages allow no inline style."""
    style = str(tokens[index].attrs.pop("style", ""))
    if style:
        tokens[index].attrSet("class", style.replace("text-align:", "align-"))
    return self.renderToken(tokens, index, options, env)


def _callout(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: Env
) -> str:
    """Its name is said in words: colour alone tells nobody that it warns."""
    if tokens[index].nesting < 0:
        return "</div>\n"
    kind = tokens[index].info.strip()
    name = f'<p class="callout-name">{CALLOUTS[kind]}</p>'
    return f'<div class="callout {kind}" role="note">\n{name}\n'


def _way_back(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env
) -> str:
    named = self.rules["footnote_anchor_name"](tokens, index, options, env)
    told = tokens[index].meta["subId"]
    place = f"{named}:{told}" if told else named
    return f' <a href="#fnref{place}" class="footnote-backref" aria-label="Back to the text">↩︎</a>'


def _note_in_place(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: Env
) -> str:
    return '<div class="footnote">\n' if tokens[index].nesting > 0 else "</div>\n"


def _keep_loose_notes(state: StateCore) -> None:
    """A note that nothing refers to, or a second one of a name, stays where it was written."""
    told = state.env.get("footnotes", {}).get("refs", {})
    opened: list[bool] = []
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            is_note = not opened and told.pop(f":{token.meta['label']}", -1) >= 0
            opened.append(is_note)
        elif token.type == "footnote_reference_close":
            is_note = opened.pop()
        else:
            is_note = True
        if is_note:
            kept.append(token)
    state.tokens = kept


def _is_callout(kind: str, told: str, _marker: str) -> bool:
    return told.strip() == kind


_RULES = {
    "image": _image,
    **dict.fromkeys(("heading_open", "heading_close"), _heading),
    **dict.fromkeys(("th_open", "td_open"), _cell),
    **{f"container_{kind}_{end}": _callout for kind in CALLOUTS for end in ("open", "close")},
    **dict.fromkeys(("footnote_reference_open", "footnote_reference_close"), _note_in_place),
    "footnote_anchor": _way_back,
}


def _reader(*, moves_notes: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    made.use(sub_plugin).use(superscript_plugin)
    made.use(footnote_plugin, inline=False, move_to_end=moves_notes)
    if moves_notes:
        made.core.ruler.before("footnote_tail", "loose_notes", _keep_loose_notes)
    for kind in CALLOUTS:
        made.use(container_plugin, kind, validate=partial(_is_callout, kind))
    for name, rule in _RULES.items():
        made.add_render_rule(name, rule)
    return made


for_readers = _reader(moves_notes=True)
in_place = _reader(moves_notes=False)
"""As it is written: each note where it stands, so that a text can be taken apart."""
