// Shows the page for entering without a signal when no page can be reached. It keeps the program's own files and that one
// page, which names nobody; no page of a person and no answer of the API is ever kept.
const VERSI = "__VERSI__";
const LURING = "/aktivitas/luring";
const BERKAS = __BERKAS__;

self.addEventListener("install", (acara) => {
  acara.waitUntil((async () => {
    const simpanan = await caches.open(VERSI);
    // without cookies: what is kept is what anybody would see
    await simpanan.addAll([...BERKAS, LURING].map((j) => new Request(j, { credentials: "omit", cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (acara) => {
  acara.waitUntil((async () => {
    for (const nama of await caches.keys()) if (nama !== VERSI) await caches.delete(nama);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (acara) => {
  const { request } = acara;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    acara.respondWith(fetch(request).catch(async () => (await caches.match(LURING)) ?? Response.error()));
  } else if (new URL(request.url).pathname.startsWith("/static/")) {
    acara.respondWith((async () => (await caches.match(request)) ?? fetch(request))());
  }
});
