// Keeps for one account what it needs without a connection: the quiz page last seen of each attempt,
// the lessons it opened, and the files these are made of. With a connection, pages come from the
// server. Nothing that is sent is kept, and no page is shown to another account than its own.

const OFFLINE = "offline"; // the page that says so, and its files
const FILES = "files";
const STATE = "state";
const PAGES = "pages-"; // and the account

const WHO = "/who";
const OFFLINE_PAGE = "/offline";
const KEPT_PAGES = /^\/(attempts\/[0-9a-f-]{36}|lessons\/[a-z0-9-]+)$/;
const HAND_IN = /^\/attempts\/[0-9a-f-]{36}(\/submit)?$/;
const RESULTS = /^(\/attempts\/[0-9a-f-]{36})\/results$/;
const RELEASED_FILES = /^\/static\/[0-9a-f]{12}\//;
const SIGN_OUT = /\/sign-out(-everywhere)?$/;
const NO_SERVER = [502, 503, 504]; // the server, or what stands before it, cannot answer now
const PATIENCE = 4000; // milliseconds for the server, where a kept page could be shown
const MOST_PAGES = 40;
const MOST_FILES = 200;

let signOuts = 0; // since this worker began: what was asked for before one is kept after none

addEventListener("install", (event) => event.waitUntil(keepOfflinePage().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(keepWhatWasLoaded(event.data)));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  const isGet = request.method === "GET";
  if (!isGet && request.isHistoryNavigation) return; // the browser asks whether to send it again
  if (request.mode === "navigate") event.respondWith(isGet ? page(event, url) : sent(request, url));
  else if (isGet && RELEASED_FILES.test(url.pathname)) event.respondWith(file(request));
});

// The offline page is drawn for nobody, and names its own files.
async function keepOfflinePage() {
  const response = await fetch(OFFLINE_PAGE, { credentials: "omit", cache: "no-store" });
  const files = (await response.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g);
  const cache = await caches.open(OFFLINE);
  await cache.put(OFFLINE_PAGE, response);
  await cache.addAll([...files].map((found) => found[1]));
}

// A page that was open before this worker says what it was made of.
async function keepWhatWasLoaded({ files, page: address }) {
  const cache = await caches.open(FILES);
  for (const name of files) {
    const { pathname } = new URL(name);
    if (RELEASED_FILES.test(pathname) && !(await caches.match(pathname))) {
      await cache.add(pathname).catch(() => undefined);
    }
  }
  const url = new URL(address ?? location.origin);
  if (KEPT_PAGES.test(url.pathname)) await fresh(new Request(url), url).catch(() => undefined);
}

async function file(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await keep(FILES, MOST_FILES, request, response.clone());
  return response;
}

// What is sent is never kept: it arrives, or the page says that it may not have.
async function sent(request, url) {
  const hadLine = navigator.onLine;
  const copy = request.clone();
  try {
    const response = await fetch(request);
    if (SIGN_OUT.test(url.pathname)) {
      signOuts += 1;
      await forgetPages();
    }
    return response;
  } catch {
    return offlinePage(hadLine, await handsIn(copy, url));
  }
}

async function handsIn(request, url) {
  if (!HAND_IN.test(url.pathname)) return false;
  if (url.pathname.endsWith("/submit")) return true;
  const form = await request.formData().catch(() => undefined);
  return form?.get("then") === "hand-in";
}

// Who handed in is told what became of it: where there was a line, only the answer may be lost.
async function offlinePage(hadLine, isHandIn) {
  const kept = await caches.match(OFFLINE_PAGE);
  if (!isHandIn) return kept;
  const text = await kept.text();
  const headers = new Headers(kept.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const arrived = hadLine ? "perhaps" : "no";
  return new Response(text.replace("<html", `<html data-arrived="${arrived}"`), { headers });
}

async function page(event, url) {
  const coming = fresh(event.request, url);
  event.waitUntil(coming.catch(() => undefined));
  const kept = await keptPage(url);
  if (!kept) return coming.catch(() => caches.match(OFFLINE_PAGE));
  const orKept = (response) => (NO_SERVER.includes(response.status) ? kept : response);
  const tired = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([coming.then(orKept, () => kept), tired]);
}

async function keptPage(url) {
  const account = KEPT_PAGES.test(url.pathname) && (await who());
  if (!account) return undefined;
  return caches.match(url.pathname, { cacheName: PAGES + account, ignoreVary: true });
}

// A page that was still on its way when its reader signed out is nobody's to keep.
async function fresh(request, url) {
  const before = signOuts;
  const response = await fetch(request);
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
  if (!isPage || response.status >= 500 || response.redirected) return response;
  if (signOuts !== before) return response;
  const account = response.headers.get("X-Account") ?? "";
  await nowIs(account);
  if (account && response.ok) await keepPage(account, url, response.clone());
  if (signOuts !== before) await forgetPages(); // it came while this page was being kept
  return response;
}

async function keepPage(account, url, response) {
  const over = RESULTS.exec(url.pathname);
  if (over) await (await caches.open(PAGES + account)).delete(over[1]);
  if (KEPT_PAGES.test(url.pathname)) {
    await keep(PAGES + account, MOST_PAGES, url.pathname, response);
  }
}

// Kept anew, it is the youngest; the oldest give way.
async function keep(name, most, address, response) {
  const cache = await caches.open(name);
  await cache.delete(address);
  await cache.put(address, response);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - most)).map((old) => cache.delete(old)));
}

// Whose page the server showed last: only theirs are shown without it.
async function who() {
  const kept = await caches.match(WHO, { cacheName: STATE });
  return kept ? kept.text() : "";
}

async function nowIs(account) {
  if ((await who()) === account) return;
  await (await caches.open(STATE)).put(WHO, new Response(account));
  if (account) await forgetPages(PAGES + account);
}

async function forgetPages(except = "") {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== except);
  await Promise.all(names.map((name) => caches.delete(name)));
}
