// The way of a message, from a DHCP client to the bus, with what is lost and how long it takes.
import { card, h, millis, octets, table } from "./dom.js";
import { quantile, several, spread, sum } from "./state.js";
import { histogram } from "./draw.js";

let root = null;
export const title = () => "Message path";
export function open(main) { root = main; draw(); }
export function on(kind) { if (kind === "figures") draw(); }

const LATENCIES = [
  ["dhcpmgr_event_to_snapshot_seconds", "Message → row", "from the monitor to the values that a get shows"],
  ["dhcpmgr_event_to_done_seconds", "Message → everything", "until kernel, disk and bus have what follows"],
  ["dhcpmgr_set_to_running_seconds", "Set → client runs", "from Enable to a running process"],
  ["dhcpmgr_lease_write_seconds", "Lease → disk", "forced writes of lease files"],
];

const outcome = (name) => several("dhcpmgr_monitor_messages").filter((one) => one.labels.outcome === name).reduce((all, one) => all + one.value, 0);
const words = (one) => (one && one.counts.some(Boolean) ? `${bound(quantile(one, 0.5))} median, ${bound(quantile(one, 0.99))} at 99 %` : "nothing measured yet");
const bound = (seconds) => (seconds === Infinity ? "more than 10 s" : `≤ ${millis(seconds)}`);

function draw() {
  const refused = several("dhcpmgr_monitor_messages").filter((one) => one.labels.outcome.startsWith("refused_"));
  const step = (name, big, small) => h("li", {}, h("small", {}, name), h("b", {}, big), h("small", {}, small));
  const one = (name) => spread(name);
  root.replaceChildren(
    card("From a client's message to the bus", "since the start",
      h("ol", { class: "steps" },
        step("1 · plugin → monitor", `${(outcome("handed_over") + outcome("duplicate")).toLocaleString("en")} messages`, octets(sum("dhcpmgr_monitor_received_bytes"))),
        step("2 · checked", `${refused.reduce((all, r) => all + r.value, 0)} refused`, `${outcome("duplicate")} came a second time, ${outcome("no_room")} had to wait`),
        step("3 · row", `${outcome("handed_over").toLocaleString("en")} events`, words(one(LATENCIES[0][0]))),
        step("4 · kernel, disk, bus", `${sum("dhcpmgr_client_acquisitions") + sum("dhcpmgr_client_renewals")} leases`, words(one(LATENCIES[1][0]))))),
    h("div", { class: "columns" }, LATENCIES.map(([name, heading, note]) => {
      const found = one(name);
      const count = found ? found.counts.reduce((a, b) => a + b, 0) : 0;
      return card(heading, note, h("p", {}, count ? `${words(found)}, mean ${millis(found.sum / count)}, ${count === 1 ? "once" : `${count.toLocaleString("en")} times`}` : words(found)), found && count ? histogram(found) : "");
    })),
    card("Messages refused", "by reason", table("Refusals", ["Reason", "How often"], refused.filter((r) => r.value > 0).map((r) => [r.labels.outcome.slice(8), r.value]), "None.")));
}
