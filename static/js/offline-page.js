// The page without a connection: lists what this device still holds for whoever was signed in last.

const WHO = "/who"; // where the service worker notes it

async function heldPages() {
  const who = await caches.match(WHO, { cacheName: "state" });
  const name = `pages-${await who?.text()}`;
  if (!(await caches.has(name))) return [];
  const cache = await caches.open(name);
  const pages = [];
  for (const { url } of await cache.keys()) {
    const text = await (await cache.match(url, { ignoreVary: true })).text();
    const held = new DOMParser().parseFromString(text, "text/html");
    pages.push({ url, title: held.querySelector("h1").textContent.trim() });
  }
  return pages.reverse();
}

function line({ url, title }) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
  link.setAttribute("translate", "no");
  const item = document.createElement("li");
  item.append(link);
  return item;
}

const section = document.getElementById("held");
const pages = await heldPages();
section.querySelector("ul").replaceChildren(...pages.map(line));
section.hidden = !pages.length;

const again = document.getElementById("again");
if (location.pathname !== "/offline") again.href = location.href;

// Back as soon as the server answers, asked ever more seldom: a device that says "online" may be
// early, and the server itself may have been away. Whoever goes on to another page is not called.
let isLeft = location.pathname === "/offline";
addEventListener("beforeunload", () => (isLeft = true));

const LONGEST_WAIT = 30_000; // milliseconds
let wait = 1_000;
let asking;

function askLater() {
  clearTimeout(asking);
  asking = setTimeout(ask, wait);
  wait = Math.min(2 * wait, LONGEST_WAIT);
}

async function ask() {
  const answer = await fetch("/offline", { method: "HEAD", cache: "no-store" }).catch(() => undefined);
  if (isLeft) return;
  if (answer?.ok) location.reload();
  else askLater();
}

if (!isLeft) askLater();
addEventListener("online", () => {
  wait = 1_000;
  if (!isLeft) askLater();
});
