"""Every address that is answered besides the desk's own, in one list."""

from starlette.routing import BaseRoute, Route

from public import health
from public.api import articles as api_articles
from public.api import enquiries as api
from public.api import openapi, typing
from public.booking import page as booking
from public.files import (
    articles as article_files,
)
from public.files import (
    enquiries as enquiry_papers,
)
from public.files import (
    exports,
    log,
    people,
    report,
    review_packet,
)
from public.files import (
    scripts as desk_scripts,
)
from public.gate.passkeys import passkey_routes
from public.gate.probes import probe_routes
from public.gate.sessions import session_routes
from public.site import articles, assets, feeds, images, past, preview

routes: list[BaseRoute] = [
    Route("/", articles.show_articles),
    Route("/articles", articles.go_to_list),
    Route("/articles/{slug}", articles.show_article),
    Route("/book", booking.Booking),
    Route("/book/thanks", booking.show_thanks),
    Route("/api/enquiries", api.receive_enquiry, methods=["POST"]),
    Route("/api/openapi.json", openapi.show_document),
    Route("/api/articles", api_articles.list_articles),
    Route("/api/articles/{slug}", api_articles.read_article),
    Route("/feed.xml", feeds.show_feed),
    Route("/sitemap.xml", feeds.show_sitemap),
    Route("/robots.txt", feeds.show_robots),
    Route("/favicon.ico", assets.show_icon),
    Route("/assets/{name}", assets.show_asset),
    Route("/images/{sha256}", images.show_image),
    Route("/images/{sha256}/{width:int}", images.show_image),
    Route("/desk/images/{sha256}", images.show_image),
    Route("/desk/images/{sha256}/{width:int}", images.show_image),
    Route("/desk/typing/{kind}/{of:int}", typing.keep_typing, methods=["POST"]),
    Route("/desk/scripts/{name}", desk_scripts.show_script),
    Route("/desk/files/articles.zip", article_files.send_articles),
    Route("/desk/files/articles/{slug}.{form}", article_files.send_article),
    Route("/desk/files/log.csv", log.send_log),
    Route("/desk/files/report.csv", report.send_report),
    Route("/desk/preview/{article_id:int}", preview.show_preview),
    Route("/desk/past/{article_id:int}", past.show_past),
    Route("/desk/enquiries/{enquiry_id:int}/print", enquiry_papers.show_print),
    Route("/desk/enquiries/{enquiry_id:int}/appointment.ics", enquiry_papers.send_appointment),
    Route("/desk/enquiries/{enquiry_id:int}/everything.zip", people.send_everything),
    Route("/desk/review-packet/{article_id:int}/{form}", review_packet.send_packet),
    Route("/desk/exports/{receipt}/file", exports.send_export),
    *session_routes,
    *passkey_routes,
    *probe_routes,
    Route("/livez", health.show_alive),
    Route("/readyz", health.show_ready),
]
