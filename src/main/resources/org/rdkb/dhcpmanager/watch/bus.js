// The bus: who is there, who listens, how much is asked.
import { card, event, facts, h, mono, pill, read, table } from "./dom.js";
import { aSecond, several, sum } from "./state.js";
import { sparkline } from "./draw.js";

const KEPT = 60, MOST_EVENTS = 60;
let root = null, parts = {}, rates = [], events = [];
export const title = () => "Bus";

export function open(main) {
  root = main;
  rates = [];
  events = [];
  parts = { bus: h("div"), calls: h("div"), who: h("div"), events: h("ol", { class: "events" }) };
  main.append(
    h("div", { class: "columns" }, card("Bus", "", parts.bus), card("Calls", "of other components to the manager", parts.calls)),
    parts.who,
    card("Events", "what the manager told, as it happens", parts.events));
  refresh();
  drawCalls();
  read("recent").then((said) => { events = said.events.slice(0, MOST_EVENTS); drawEvents(); }).catch(() => {});
}

export function on(kind, what) {
  if (kind === "event") { events.unshift(what); events.length = Math.min(events.length, MOST_EVENTS); drawEvents(); }
  if (kind === "figures") { rates = [...rates, aSecond("dhcpmgr_bus_calls") || 0].slice(-KEPT); drawCalls(); refresh(); }
}

async function refresh() {
  const bus = await read("bus").catch(() => null);
  if (!bus || root.dataset.view !== "bus") return;
  parts.bus.replaceChildren(facts([["State", bus.trouble ? pill(bus.trouble, "bad") : pill("answers", "good")], ["Broker", mono(bus.address)], ["Carried by", bus.carrier === "embedded" ? "the manager's own peer" : bus.carrier],
    ["Components", String(bus.components.length)], ["Subscriptions", bus.tellsSubscriptions ? String(bus.subscriptions.length) : "librbus does not tell"]]));
  const byElement = [...bus.subscriptions].sort((a, b) => a.element.localeCompare(b.element));
  parts.who.replaceChildren(h("div", { class: "columns" },
    card("Components", "by their names on the bus", table("Components", ["Name"], bus.components.map((one) => [mono(one)]), "None.")),
    card("Subscriptions", "to the manager's elements", table("Subscriptions", ["Element", "Subscriber"], byElement.map((one) => [mono(one.element), mono(one.subscriber)]), "Nobody listens."))));
}

function drawCalls() {
  const rate = aSecond("dhcpmgr_bus_calls");
  const kinds = several("dhcpmgr_bus_calls").filter((one) => one.value > 0).map((one) => [`${one.labels.call}, ${one.labels.outcome}`, one.value]);
  parts.calls.replaceChildren(
    h("p", {}, h("b", {}, rate === null ? "…" : rate.toFixed(1)), " calls a second, ", sum("dhcpmgr_bus_calls").toLocaleString("en"), " since the start"),
    rates.length > 1 ? sparkline(rates, "calls a second, the last minutes") : "",
    table("Calls", ["Call", "How often"], kinds, "Nobody has asked anything yet."));
}

function drawEvents() {
  parts.events.replaceChildren(...(events.length ? events.map((one) =>
    event(one, one.element))
    : [h("li", { class: "none" }, "None since the manager started.")]));
}
