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
