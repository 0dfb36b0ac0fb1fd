"use strict";
// The page shows what the manager says and decides nothing itself. All text is set as text, never as markup:
// much of it comes from DHCP servers.

const byId = (id) => document.getElementById(id);
const rows = new Map(); // path → { path, state, bound, values, since }
let shown = ""; // the row whose page is open

const V4 = "Device.DHCPv4.Client.";
const isV4 = (path) => path.startsWith(V4);
const number = (path) => Number(path.split(".").at(-2));

function cell(row, name, text, kind) {
  const td = row.insertCell();
  td.dataset.name = name;
  td.textContent = text;
  if (kind) td.className = kind;
  return td;
}

// Seconds until the lease ends as the manager knew when it told us; null: no lease; -1: no end.
function lifetime(row) {
  if (!row.bound) return null;
  if (isV4(row.path)) return Number(row.values.LeaseTimeRemaining);
  const end = Date.parse(row.values.X_DHCPMGR_LeaseExpires);
  if (Number.isNaN(end)) return null;
  return row.values.X_DHCPMGR_LeaseExpires.startsWith("9999") ? -1 : Math.max(0, (end - row.since) / 1000);
}

function total(row) {
  const begin = Date.parse(row.values.X_DHCPMGR_LeaseObtained);
  const end = Date.parse(row.values.X_DHCPMGR_LeaseExpires);
  return Number.isNaN(begin) || Number.isNaN(end) ? 0 : (end - begin) / 1000;
}

function leftNow(row) {
  const seconds = lifetime(row);
  if (seconds === null || seconds < 0) return seconds;
  return Math.max(0, Math.round(seconds - (Date.now() - row.since) / 1000));
}

function spoken(seconds) {
  if (seconds === null) return "";
  if (seconds < 0) return "without end";
  const d = Math.floor(seconds / 86400), h = Math.floor(seconds / 3600) % 24, m = Math.floor(seconds / 60) % 60;
  if (d) return `${d} d ${h} h`;
  return h ? `${h} h ${m} min` : m ? `${m} min ${seconds % 60} s` : `${seconds} s`;
}

function stateKind(row) {
  if (row.values.Enable !== "true") return "";
  return row.values.Status.startsWith("Error") ? "bad" : row.bound ? "good" : "wait";
}

function stateWord(row) {
  if (row.values.Enable !== "true") return "disabled";
  return row.values.Status.startsWith("Error") ? row.values.Status : row.state;
}

function draw(row) {
  const body = byId(isV4(row.path) ? "rows4" : "rows6").tBodies[0];
  const fresh = document.createElement("tr");
  fresh.dataset.path = row.path;
  fresh.className = "fresh";
  const v = row.values;
  const open = document.createElement("button");
  open.type = "button";
  open.textContent = `${number(row.path)} ${v.Alias || ""}`.trim();
  open.setAttribute("aria-label", `Row ${open.textContent}: details and actions`);
  open.addEventListener("click", () => show(row.path));
  cell(fresh, "Row", "").append(open);
  cell(fresh, "Interface", v.Interface);
  cell(fresh, "State", stateWord(row), stateKind(row));
  cell(fresh, isV4(row.path) ? "Address" : "Addresses", (isV4(row.path) ? v.IPAddress : v.X_DHCPMGR_Addresses) || "");
  cell(fresh, isV4(row.path) ? "Server" : "Prefixes", (isV4(row.path) ? v.DHCPServer : v.X_DHCPMGR_Prefixes) || "");
  const left = cell(fresh, "Time left", "", "left");
  left.append(document.createElement("span"));
  if (total(row) > 0 && row.bound) {
    const bar = document.createElement("progress");
    bar.max = total(row);
    bar.setAttribute("aria-label", "time left of the lease");
    left.append(bar);
  }
  cell(fresh, "Restarts", v.X_DHCPMGR_Restarts || "0");
  cell(fresh, "Last error", v.X_DHCPMGR_LastError || "");
  const old = body.querySelector(`tr[data-path="${CSS.escape(row.path)}"]`);
  if (old) {
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(fresh);
    if (hadFocus) open.focus();
  } else {
    const next = [...body.rows].find((other) => number(other.dataset.path) > number(row.path));
    body.insertBefore(fresh, next || null);
  }
  tick(fresh, row);
  empties();
}

function tick(tr, row) {
  const seconds = leftNow(row);
  const left = tr.querySelector(".left");
  left.firstChild.textContent = spoken(seconds);
  const bar = left.querySelector("progress");
  if (bar) bar.value = seconds < 0 ? bar.max : Math.min(bar.max, seconds ?? 0);
}

function empties() {
  for (const id of ["rows4", "rows6"]) {
    const none = byId(id).closest("section").querySelector(".none");
    none.hidden = byId(id).tBodies[0].rows.length > 0;
  }
}

function gone(path) {
  rows.delete(path);
  document.querySelector(`tr[data-path="${CSS.escape(path)}"]`)?.remove();
  if (shown === path) byId("one").close();
  empties();
}

function take(row) {
  row.since = Date.now();
  rows.set(row.path, row);
  draw(row);
  if (shown === row.path) details(row.path);
}

function sentence(said) {
  byId("sentence").textContent = said.sentence;
  byId("sentence").dataset.well = said.well;
}

// One row.

function show(path) {
  shown = path;
  byId("one-title").textContent = path;
  byId("one-result").textContent = "";
  details(path);
  byId("one").showModal();
  byId("one-title").focus();
}

async function details(path) {
  const enabled = rows.get(path)?.values.Enable === "true";
  document.querySelector("[data-action=switch]").textContent = enabled ? "Disable" : "Enable";
  const answer = await fetch(`api/v1/parameters?path=${encodeURIComponent(path)}`);
  if (!answer.ok || shown !== path) return;
  const body = byId("one-values").tBodies[0];
  body.replaceChildren();
  for (const one of (await answer.json()).values) {
    const tr = body.insertRow();
    cell(tr, "Parameter", one.name.slice(path.length));
    cell(tr, "Value", typeof one.value === "object" ? JSON.stringify(one.value) : String(one.value));
  }
}

// Actions: each is confirmed; on a port the token is asked for once and kept for this tab.

const ACTIONS = {
  renew: (path) => ["invoke", { method: `${path}Renew()` }],
  release: (path) => ["invoke", { method: `${path}Release()` }],
  restart: (path) => ["parameters", { [`${path}X_RDK_Restart`]: "true" }],
  switch: (path) => ["parameters", { [`${path}Enable`]: String(rows.get(path)?.values.Enable !== "true") }],
};

function confirmed(text) {
  byId("confirm-text").textContent = text;
  byId("token").value = sessionStorage.getItem("token") || "";
  byId("confirm").showModal();
  return new Promise((resolve) => {
    byId("confirm").addEventListener("close", () => resolve(byId("confirm").returnValue === "yes"), { once: true });
  });
}

async function act(word, button) {
  const path = shown;
  if (!(await confirmed(`${button.textContent} ${path}?`))) return;
  const token = byId("token").value.trim();
  sessionStorage.setItem("token", token);
  const [where, what] = ACTIONS[word](path);
  const answer = await fetch(`api/v1/${where}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(what),
  });
  const said = await answer.json().catch(() => ({}));
  byId("one-result").textContent = answer.ok
    ? "done"
    : `refused: ${said.element ? said.element + ": " : ""}${said.reason || answer.status}`;
}

for (const button of document.querySelectorAll("[data-action]")) {
  button.addEventListener("click", () =>
    button.dataset.action === "close" ? byId("one").close() : act(button.dataset.action, button));
}
byId("one").addEventListener("close", () => {
  const path = shown;
  shown = "";
  document.querySelector(`tr[data-path="${CSS.escape(path)}"] button`)?.focus();
});

// What the manager says, as it happens; the browser reconnects by itself.

function listen() {
  const events = new EventSource("api/v1/events");
  events.addEventListener("open", async () => {
    byId("line").textContent = "live";
    const status = await (await fetch("api/v1/status")).json();
    const present = new Set(status.rows.map((row) => row.path));
    [...rows.keys()].filter((path) => !present.has(path)).forEach(gone);
    status.rows.forEach(take);
    sentence(status);
    const lost = status.persistence && status.persistence !== "ok";
    byId("persistence").hidden = !lost;
    byId("persistence").textContent = lost ? `Leases on disk: ${status.persistence}` : "";
    empties();
  });
  events.addEventListener("row", (event) => take(JSON.parse(event.data)));
  events.addEventListener("gone", (event) => gone(JSON.parse(event.data).path));
  events.addEventListener("status", (event) => sentence(JSON.parse(event.data)));
  events.addEventListener("error", () => {
    byId("line").textContent = "not connected; what is below may be old";
  });
}

setInterval(() => {
  for (const tr of document.querySelectorAll("tr[data-path]")) {
    const row = rows.get(tr.dataset.path);
    if (row) tick(tr, row);
  }
}, 1000);
listen();
