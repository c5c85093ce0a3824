// Which addresses a link may lead to, and which pictures are our own.
const SAFE = /^(https?:|mailto:|tel:|\/|#)/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

export const isSafe = (href) => SAFE.test(href) || !SCHEME.test(href);
export const isOurs = (address) => !/^[\s\\/]*[\\/]{2}|^[a-z][a-z0-9+.-]*:/i.test(address);

// "example.org" means the web, "name@example.org" means mail; null is no address we can use.
export function typedAddress(typed) {
  if (!typed || (SAFE.test(typed) && !/\s/.test(typed))) return typed;
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(typed)) return `mailto:${typed}`;
  if (/^[^\s/:@]+\.[^\s/:@]{2,}([/?#:]\S*)?$/.test(typed)) return `https://${typed}`;
  return null;
}

// What search pages wrap around an address comes off; null is one that may not be kept.
export function pastedAddress(href) {
  const wrapped = href.match(/^https:\/\/www\.google\.com\/url\?(.*)$/);
  const plain = (wrapped && new URLSearchParams(wrapped[1]).get("q")) || href;
  return SAFE.test(plain) && !plain.startsWith("#_") ? plain : null;
}

export const hasScheme = (href) => SCHEME.test(href);

// A picture of ours is stored by its address for readers; staff see it also before they do.
const OWN_PICTURE = /^\/images\/([0-9a-f]{64})$/;
const SHOWN_PICTURE = /^\/desk\/images\/([0-9a-f]{64})\/\d+$/;

export const shownPicture = (address) => address.replace(OWN_PICTURE, "/desk/images/$1/800");
export const storedPicture = (address) => address.replace(SHOWN_PICTURE, "/images/$1");
