// The page shows what the manager says and decides nothing itself. One view at a time; what has changed comes by
// server-sent events, so nobody asks again and again.
import { byId, h, read } from "./dom.js";
import { figures, rows } from "./state.js";
import * as clients from "./clients.js";
import * as client from "./client.js";
import * as server from "./server.js";
import * as links from "./links.js";
import * as bus from "./bus.js";
import * as path from "./path.js";
import * as start from "./start.js";

const VIEWS = { "": clients, client, server, links, bus, path, start };
let view = null;

function show() {
  const [, name = "", ...rest] = location.hash.replace(/^#/, "").split("/");
  view = VIEWS[name] || clients;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === (name === "client" ? "" : name)) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const main = byId("main");
  main.replaceChildren();
  main.dataset.view = name || "clients";
  view.open(main, decodeURIComponent(rest.join("/")));
  document.title = `${view.title()} · DHCP`;
  read("figures").then(count).catch(() => {}); // what comes by itself may be some seconds old
  window.scrollTo(0, 0);
}

const tell = (kind, what) => view?.on?.(kind, what);

function take(row) {
  row.since = Date.now();
  rows.set(row.path, row);
  tell("row", row);
}

function gone(path) {
  rows.delete(path);
  tell("gone", path);
}

function sentence(said) {
  byId("health").dataset.well = said.well;
  const [what, next] = said.sentence.split(/; next: /);
  byId("sentence").textContent = what;
  byId("next").hidden = !next;
  byId("next").replaceChildren("Next: ", next?.startsWith("./") ? h("code", {}, next) : next || "");
}

function count(now) {
  figures.before = figures.now;
  figures.now = now;
  tell("figures");
}

function listen() {
  const events = new EventSource("api/v1/events");
  events.addEventListener("open", async () => {
    const [status, first] = await Promise.all([read("status"), read("figures")]);
    const present = new Set(status.rows.map((row) => row.path));
    [...rows.keys()].filter((path) => !present.has(path)).forEach(gone);
    status.rows.forEach(take);
    sentence(status);
    const lost = status.persistence && status.persistence !== "ok";
    byId("persistence").hidden = !lost;
    byId("persistence").textContent = lost ? `Leases on disk: ${status.persistence}` : "";
    Object.assign(figures, { now: first, before: null });
    byId("line").textContent = "live";
    byId("line").className = "live";
    show();
  });
  events.addEventListener("row", (event) => take(JSON.parse(event.data)));
  events.addEventListener("gone", (event) => gone(JSON.parse(event.data).path));
  events.addEventListener("status", (event) => sentence(JSON.parse(event.data)));
  events.addEventListener("event", (event) => tell("event", JSON.parse(event.data)));
  events.addEventListener("figures", (event) => count(JSON.parse(event.data)));
  events.addEventListener("error", () => {
    byId("line").textContent = "not connected; what is shown may be old";
    byId("line").className = "";
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 5000); // it was refused: too many pages, perhaps
  });
}

window.addEventListener("hashchange", () => { show(); byId("main").focus({ preventScroll: true }); });
setInterval(() => tell("second"), 1000);
listen();
