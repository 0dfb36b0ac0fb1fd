// One client: what it asked for and got, how its lease has lived, what went to the bus, and what can be done.
import { below, card, event, facts, h, meter, mono, moment, octets, pill, read, rowsOf, spoken, table } from "./dom.js";
import { V4, isV4, leftNow, list, number, rows, stateKind, stateWord, title as rowTitle, total } from "./state.js";
import { decoded, optionName } from "./options.js";
import { portMap, timeline } from "./draw.js";
import { act, ACTIONS } from "./actions.js";

const MOST_EVENTS = 50;
let path = "", events = [], parts = {};

export const title = () => (rows.has(path) ? rowTitle(rows.get(path)) : path);

export function open(main, which) {
  path = which;
  events = [];
  const part = (name, element) => (parts[name] = element);
  parts = {};
  main.append(
    part("head", h("div", { class: "head" })),
    part("result", h("p", { class: "result", role: "status", "aria-live": "polite" })),
    card("Layer by layer", "the first that fails is what to look at", part("layers", h("ol", { class: "layers" }))),
    h("div", { class: "columns" },
      card("Lease", "", part("lease", h("div"))),
      card("Client process", "", part("process", h("div")))),
    part("softwires", h("div", { hidden: true })),
    card("Lease timeline", "the latest first", part("history", h("div"))),
    h("div", { class: "columns" },
      card("Options", "", part("options", h("div"))),
      card("Events on the bus", "as they happen", part("events", h("ol", { class: "events" })))),
    part("figures", h("section", { class: "card", hidden: true }, h("h2", {}, "Figures"))),
    h("section", { class: "card" }, h("details", {}, h("summary", {}, "All parameters"), part("all", h("div")))));
  drawRow();
  refresh();
  historyLater();
  read(`recent?row=${encodeURIComponent(path)}`).then((said) => { events = said.events; drawEvents(); }).catch(refused);
}

export function on(kind, what) {
  if (kind === "row" && what.path === path) { drawRow(); refresh(); historyLater(); }
  if (kind === "gone" && what === path) location.hash = "#/";
  if (kind === "event" && what.element.startsWith(path)) { events.unshift(what); events.length = Math.min(events.length, MOST_EVENTS); drawEvents(); }
  if (kind === "second") drawLease();
}

function refused(reason) { parts.result.textContent = reason.message; }

let turn = 0;
async function refresh() {
  const mine = ++turn, of = encodeURIComponent(path);
  const [check, values, history, processes, softwires] = await Promise.all([
    read(`check?row=${of}`), read(`parameters?path=${of}`), read(`history?row=${of}&most=100`).catch(() => ({ moments: [] })),
    read("processes"), isV4(path) ? { domains: [] } : read("softwires")]).catch((reason) => { refused(reason); return []; });
  if (mine !== turn || !check) return;
  drawLayers(check.layers);
  drawOptions(values.values);
  drawFigures(values.values);
  drawAll(values.values);
  drawHistory(history.moments);
  drawProcess(processes.processes.find((one) => one.row === path));
  drawSoftwires(softwires.domains.filter((one) => number(one.path) === number(path)));
}

// The history is written a second behind everything else, several changes at once.
let later = 0;
function historyLater() {
  const mine = path;
  clearTimeout(later);
  later = setTimeout(async () => {
    const said = await read(`history?row=${encodeURIComponent(mine)}&most=100`).catch(() => null);
    if (said && mine === path) drawHistory(said.moments);
  }, 1500);
}

function drawRow() {
  const row = rows.get(path);
  if (!row) { parts.head.replaceChildren(h("h2", {}, `There is no ${path}`)); return; }
  const enabled = row.values.Enable === "true";
  // The buttons stay the same elements: who came by keyboard does not lose the place.
  if (!parts.head.querySelector("button")) {
    parts.head.replaceChildren(h("h2"), pill(""), h("span", { class: "quiet" }), h("span", { class: "buttons" }, Object.keys(ACTIONS(enabled)).map((word) =>
      h("button", { type: "button", "data-action": word, onclick: () => act(ACTIONS(rows.get(path)?.values.Enable === "true")[word], path, parts.result) }))));
  }
  const [heading, state, where] = parts.head.children;
  heading.textContent = row.values.Alias || `row ${number(path)}`;
  state.replaceWith(pill(stateWord(row), stateKind(row)));
  where.replaceChildren(mono(row.values.X_RDK_LinuxInterface || row.values.Interface || "no interface"), ` · ${isV4(path) ? "IPv4" : "IPv6"} · `, mono(path));
  for (const button of parts.head.querySelectorAll("button")) button.textContent = ACTIONS(enabled)[button.dataset.action].label;
  drawLease();
}

function drawLease() {
  const row = rows.get(path);
  if (!row) return;
  const v = row.values, left = leftNow(row), share = left < 0 ? 1 : total(row) > 0 ? left / total(row) : 0;
  const error = v.X_DHCPMGR_LastError;
  parts.lease.replaceChildren(
    row.bound ? h("p", {}, left < 0 ? "without end" : `${spoken(left)} left of ${spoken(total(row))}`, meter(share, share < 0.25 ? "low" : "", "time left")) : h("p", { class: "none" }, "No lease."),
    facts([
      ["Address", v.IPAddress ? mono(`${v.IPAddress} / ${v.SubnetMask}`) : ""],
      ["Addresses", v.X_DHCPMGR_Addresses ? mono(list(v.X_DHCPMGR_Addresses).join(", ")) : ""],
      ["Prefixes", v.X_DHCPMGR_Prefixes ? mono(list(v.X_DHCPMGR_Prefixes).join(", ")) : ""],
      ["Routers", v.IPRouters ? mono(list(v.IPRouters).join(", ")) : ""],
      ["Name servers", mono(list(v.DNSServers || v.X_DHCPMGR_DNSServers).join(", "))],
      ["Server", v.DHCPServer ? mono(v.DHCPServer) : ""],
      ["Obtained", row.bound ? moment(v.X_DHCPMGR_LeaseObtained) : ""],
      ["Expires", row.bound ? moment(v.X_DHCPMGR_LeaseExpires) : ""],
      ["Last message", moment(v.X_DHCPMGR_LastEventTime)],
      ["Last error", error ? h("span", { class: stateKind(row) === "good" ? "quiet" : "bad" }, error) : ""]]));
}

function drawLayers(layers) {
  const first = layers.findIndex((layer) => layer.verdict === "bad");
  parts.layers.replaceChildren(...layers.map((layer, i) =>
    h("li", { class: layer.verdict === "not asked" ? "" : layer.verdict, "aria-current": i === first ? "true" : undefined },
      h("b", {}, layer.name), h("span", { class: "unseen" }, `${layer.verdict}: `), h("small", {}, layer.reason))));
}

function drawProcess(one) {
  const v = rows.get(path)?.values || {};
  const attempts = v.X_DHCPMGR_Attempts;
  parts.process.replaceChildren(
    one ? facts([["Process", `${one.pid}, ${one.state}`], ["Started", moment(one.started)],
      ["By", one.adopted ? "an earlier manager; adopted" : "this manager"], ["CPU time", `${one.cpuSeconds} s`], ["Memory", octets(one.residentBytes)]])
      : h("p", { class: "none" }, "No client runs."),
    facts([["Restarts", v.X_DHCPMGR_Restarts], ["Discovery rounds", attempts], ["Troubles", v.X_DHCPMGR_Faults?.split(" ").filter((word) => !word.endsWith("=0")).join(", ") || "none"]]),
    v.X_DHCPMGR_ClientOutput ? h("details", {}, h("summary", {}, "Last words"), h("p", { class: "mono quiet" }, v.X_DHCPMGR_ClientOutput)) : "");
}

function drawOptions(values) {
  const row = rowsOf(path.slice(0, path.lastIndexOf(".", path.length - 2) + 1), values).get(number(path)) || {};
  const v4 = isV4(path), family = v4 ? 4 : 6;
  const name = (tag) => h("span", {}, mono(tag), " ", optionName(family, tag));
  const sent = [...below(row, "SentOption.").values()].map((o) => [name(o.Tag), mono(decoded(family, o.Tag, o.Value)), o.Enable ? "" : "not enabled"]);
  const got = v4
    ? [...below(row, "ReqOption.").values()].map((o) => [name(o.Tag), o.Value ? mono(decoded(4, o.Tag, o.Value)) : h("span", { class: "none" }, o.Enable ? "not received" : "not asked for")])
    : [...below(row, "ReceivedOption.").values()].map((o) => [name(o.Tag), mono(decoded(6, o.Tag, o.Value))]);
  const requested = v4 ? [] : list(row.RequestedOptions);
  parts.options.replaceChildren(
    h("h3", {}, v4 ? "Requested, and what came" : "Received"), table("Options received", ["Option", "Value"], got, "None."),
    requested.length ? h("div", {}, h("h3", {}, "Requested"), h("p", {}, requested.map((tag) => `${tag} ${optionName(6, tag)}`.trim()).join(", "))) : "",
    h("h3", {}, "Sent"), table("Options sent", ["Option", "Value", ""], sent, "None beyond the client's own."));
}

// Renewals in a row are one line: that they went on is what matters.
function told(moments) {
  const all = [];
  for (const one of moments) {
    const last = all.at(-1);
    if (last && one.cause === "renewed" && last.cause === "renewed" && last.after === one.after) { last.times++; last.since = one.at; }
    else all.push({ ...one, times: 1, since: one.at });
  }
  return all;
}

// Figures of the row that the data model keeps, where it does.
function drawFigures(values) {
  const groups = ["X_DHCPMGR_Performance.", "Stats."].map((group) => [group, values.filter((one) => one.name.startsWith(path + group) && !one.name.endsWith(".Reset"))]);
  parts.figures.hidden = groups.every(([, all]) => all.length === 0);
  parts.figures.replaceChildren(h("h2", {}, "Figures", h("small", {}, "of this row, as the bus has them")), h("div", { class: "columns" }, groups.filter(([, all]) => all.length).map(([group, all]) =>
    h("div", {}, h("h3", {}, group === "Stats." ? "Messages" : "Performance"), facts(all.map((one) => [one.name.slice((path + group).length), String(one.value)]))))));
}

function drawHistory(moments) {
  const rows = told(moments).slice(0, 20).map((one) => [
    one.times > 1 ? h("span", {}, moment(one.since), " – ", moment(one.at)) : moment(one.at),
    one.times > 1 ? `renewed ${one.times} times` : one.cause, mono(one.after || "nothing"), one.before && one.before !== one.after ? mono(one.before) : ""]);
  parts.history.replaceChildren(timeline(moments), table("What became of the lease", ["When", "What", "Leased since", "Before"], rows, "Nothing is known; see history.days in the settings."));
}

function drawEvents() {
  parts.events.replaceChildren(...(events.length ? events.slice(0, MOST_EVENTS).map((one) =>
    event(one, one.element.slice(path.length) || one.element))
    : [h("li", { class: "none" }, "None since the manager started.")]));
}

function drawSoftwires(domains) {
  parts.softwires.hidden = domains.length === 0;
  parts.softwires.replaceChildren(...domains.map((one) => {
    const v = one.values, count = one.ports.reduce((all, [first, last]) => all + last - first + 1, 0);
    const rules = [...below(v, "Rule.").values()];
    return card(v.X_DHCPMGR_Mechanism, `${count.toLocaleString("en")} of 65,536 ports in ${one.ports.length} ranges`,
      facts([["IPv4 address", mono(v.X_DHCPMGR_IPv4Address)], ["IPv6 address", mono(v.X_DHCPMGR_IPv6Address)], ["Border", mono(v.BRIPv6Prefix)],
        ["Port set", `PSID ${v.PSID} of ${v.PSIDLength} bits after an offset of ${v.PSIDOffset}`]]),
      portMap(one.ports),
      table("Mapping rules", ["Rule", "IPv6 prefix", "IPv4 prefix", "EA bits", "Forwarding"], rules.map((r, i) =>
        [`${i + 1}`, mono(r.IPv6Prefix), mono(r.IPv4Prefix), r.EABitsLength, r.IsFMR === "true" ? "yes" : "no"])));
  }));
}

function drawAll(values) {
  parts.all.replaceChildren(table("All parameters", ["Parameter", "Value"], values.map((one) =>
    [mono(one.name.slice(path.length)), typeof one.value === "object" ? JSON.stringify(one.value) : String(one.value)])));
}
