// The page without a connection: lists what this device still holds for whoever was signed in last,
// and says what became of handing in.

const WHO = "/who"; // where the service worker notes it
const HAND_IN = /^(\/attempts\/[0-9a-f-]{36})(\/submit)?$/;

async function heldPages() {
  const who = await caches.match(WHO, { cacheName: "state" });
  const name = `pages-${await who?.text()}`;
  if (!(await caches.has(name))) return [];
  const cache = await caches.open(name);
  const pages = [];
  for (const { url } of await cache.keys()) {
    const text = await (await cache.match(url, { ignoreVary: true })).text();
    const held = new DOMParser().parseFromString(text, "text/html");
    const title = held.querySelector("h1").textContent.trim();
    pages.push({ url, title, until: held.querySelector(".timer time")?.textContent.trim() });
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

// Whether sending it may have got through is remembered: opening the page again asks nobody.
function sayWhatBecameOf() {
  const isUnsure = `hand-in ${quiz}`;
  if (arrived === "perhaps") sessionStorage.setItem(isUnsure, "yes");
  for (const each of document.querySelectorAll("main .lead, [data-of-any-page]")) each.hidden = true;
  const told = sessionStorage.getItem(isUnsure) ? "hand-in-unsure" : "hand-in";
  document.getElementById(told).hidden = false;
  const { until } = pages.find(({ url }) => new URL(url).pathname === quiz) ?? {};
  if (!until) return;
  const line = document.getElementById("until");
  line.textContent = line.dataset.words.replace("{time}", until);
  line.hidden = false;
}

const [, quiz, isLastLook] = HAND_IN.exec(location.pathname) ?? [];
const { arrived } = document.documentElement.dataset; // the service worker says so of what was sent
const isHandIn = Boolean(arrived ?? isLastLook);
if (isHandIn) sayWhatBecameOf();

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

// Whoever was told to hand in once more does it, and not the page by being loaded anew.
function goOn() {
  if (isHandIn) location.replace(location.pathname);
  else location.reload();
}

async function ask() {
  const answer = await fetch("/offline", { method: "HEAD", cache: "no-store" }).catch(() => undefined);
  if (isLeft) return;
  if (answer?.ok) goOn();
  else askLater();
}

if (!isLeft) {
  askLater();
  document.getElementById("again").addEventListener("click", (event) => {
    event.preventDefault(); // the address may be one that only takes what a form sends
    goOn();
  });
}
addEventListener("online", () => {
  wait = 1_000;
  if (!isLeft) askLater();
});
