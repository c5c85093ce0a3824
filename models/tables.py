"""Every table and every rule that watches them, loaded once, so that the whole schema is known."""

from importlib import import_module

from models.base.table import Base

SUBJECTS = {
    "staff": (
        "member access attempts change_batch log passkey password_request presence second_factor "
        "widths"
    ),
    "clinic": "setting",
    "articles": "article day image named_version plan tag",
    "reviews": "review shown",
    "comments": "comment search",
    "claims": "claim following",
    "copy_checks": "override",
    "library": "article_search call_to_action",
    "enquiries": "enquiry note_draft pair tag",
    "enquiries.counting": "changed_day late",
    "enquiries.listing": "count day facet saved_view search",
    "enquiries.replies": "draft",
    "intake": "entry_draft",
    "exports": "export saved",
    "imports": "batch omission row",
    "notices": "link_mail notice reply_mail staff_notice",
    "reports": "total",
    "privacy": "erasure hold",
}

for subject, files in SUBJECTS.items():
    for file in files.split():
        import_module(f"models.{subject}.{file}")

metadata = Base.metadata
