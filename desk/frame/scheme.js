// What opens over the page stands outside of it: it is light or dark as the page is all the same.
export default function () {
  const app = document.querySelector(".stApp");
  const take = () => { document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme; };
  const changes = new MutationObserver(take);
  changes.observe(app, { attributes: true, attributeFilter: ["class"] });
  take();
  return () => changes.disconnect();
}
