// All clients of both families.
import { h, meter, mono, pill, spoken } from "./dom.js";
import { V4, V6, isV4, leftNow, list, number, rows, stateKind, stateWord, total } from "./state.js";

let root = null;
export const title = () => "Clients";

export function open(main) {
  root = main;
  for (const [table, name] of [[V4, "IPv4"], [V6, "IPv6"]]) {
    const v4 = table === V4;
    const columns = ["Client", "Interface", "State", v4 ? "Address" : "Addresses", v4 ? "Server" : "Prefixes", "Time left", "Restarts", "Last error"];
    main.append(h("section", { class: "card" },
      h("h2", {}, name, h("small", {}, table)),
      h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": `${name} clients` },
        h("table", { class: "stack clients", id: v4 ? "rows4" : "rows6" },
          h("caption", { class: "unseen" }, `Clients of ${table}`),
          h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col" }, column)))),
          h("tbody"))),
      h("p", { class: "none" }, "No client row.")));
  }
  [...rows.values()].sort((a, b) => number(a.path) - number(b.path)).forEach((row) => draw(row, ""));
  empties();
}

export function on(kind, what) {
  if (kind === "row") draw(what, "fresh");
  if (kind === "gone") find(what)?.remove();
  if (kind === "second") [...rows.values()].forEach((row) => { const tr = find(row.path); if (tr) tick(tr, row); });
  empties();
}

const find = (path) => root.querySelector(`tr[data-path="${CSS.escape(path)}"]`);
const lines = (texts) => h("div", {}, texts.map((text) => h("div", { class: "mono" }, text)));

function draw(row, kind) {
  const v = row.values, v4 = isV4(row.path);
  const cell = (name, content, kind) => h("td", { "data-name": name, class: kind }, content);
  const open = h("a", { href: `#/client/${row.path}` }, v.Alias || `row ${number(row.path)}`);
  const error = v.X_DHCPMGR_LastError || "";
  const tr = h("tr", { "data-path": row.path, class: kind },
    cell("Client", h("div", {}, open, " ", h("small", {}, `row ${number(row.path)}`))),
    cell("Interface", v.Interface ? mono(v.X_RDK_LinuxInterface || v.Interface) : "", v.Interface ? "" : "blank"),
    cell("State", pill(stateWord(row), stateKind(row))),
    cell(v4 ? "Address" : "Addresses", lines(list(v4 ? v.IPAddress : v.X_DHCPMGR_Addresses)), row.bound ? "" : "blank"),
    cell(v4 ? "Server" : "Prefixes", lines(list(v4 ? v.DHCPServer : v.X_DHCPMGR_Prefixes)), row.bound ? "" : "blank"),
    cell("Time left", h("div", {}, h("span"), meter(0, "", "time left of the lease")), row.bound ? "left" : "left blank"),
    cell("Restarts", v.X_DHCPMGR_Restarts || "0", v.X_DHCPMGR_Restarts === "0" ? "blank" : ""),
    // While all is well, an error is history.
    cell("Last error", error ? h("span", { class: stateKind(row) === "good" ? "quiet" : stateKind(row) }, stateKind(row) === "good" ? `earlier: ${error}` : error) : "", error ? "" : "blank"));
  const body = root.querySelector(v4 ? "#rows4 tbody" : "#rows6 tbody");
  const old = find(row.path);
  if (old) {
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(tr);
    if (hadFocus) open.focus();
  } else {
    body.insertBefore(tr, [...body.rows].find((other) => number(other.dataset.path) > number(row.path)) || null);
  }
  tick(tr, row);
}

function tick(tr, row) {
  const seconds = leftNow(row), left = tr.querySelector(".left"), bar = left.querySelector(".meter");
  left.querySelector("span").textContent = spoken(seconds);
  const share = seconds < 0 ? 1 : total(row) > 0 ? (seconds ?? 0) / total(row) : 0;
  bar.hidden = seconds === null || total(row) <= 0;
  bar.classList.toggle("low", share < 0.25);
  bar.firstChild.style.width = `${Math.min(1, share) * 100}%`;
}

function empties() {
  for (const section of root.querySelectorAll("section")) {
    const none = section.querySelector("tbody").rows.length === 0;
    section.querySelector(".none").hidden = !none;
    section.querySelector(".wide").hidden = none;
  }
}
