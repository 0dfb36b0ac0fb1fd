// The DHCPv4 server: its pools, who has what, what it refused.
import { below, card, facts, h, meter, mono, moment, pill, read, rowsOf, table } from "./dom.js";
import { list, several, sum } from "./state.js";

const SERVER = "Device.DHCPv4.Server.", POOLS = `${SERVER}Pool.`;
let root = null, seen = "";
export const title = () => "Server";

export function open(main) { root = main; seen = ""; refresh(); }

export function on(kind, what) {
  const changed = kind === "event" && what.element.startsWith(SERVER);
  const packets = String(sum("dhcpmgr_server_requests"));
  if (changed || (kind === "figures" && packets !== seen)) refresh();
}

const ip = (text) => text.split(".").reduce((all, part) => all * 256 + Number(part), 0);

async function refresh() {
  const mine = root;
  seen = String(sum("dhcpmgr_server_requests"));
  const { values } = await read(`parameters?path=${SERVER}`).catch((reason) => { mine.replaceChildren(h("p", { class: "bad" }, reason.message)); return {}; });
  if (!values || mine.dataset.view !== "server") return;
  const own = Object.fromEntries(values.filter((one) => !one.name.startsWith(POOLS)).map((one) => [one.name.slice(SERVER.length), one.value]));
  const pools = rowsOf(POOLS, values);
  const stats = ["Discover", "Offer", "Request", "ACK", "NACK", "Decline", "Release", "Inform"];
  mine.replaceChildren(
    card("DHCPv4 server", own.Enable ? "" : "switched off",
      h("ul", { class: "steps" }, stats.map((name) => h("li", {}, h("b", {}, String(own[`Stats.${name}`] ?? 0)), h("small", {}, name)))),
      String(own["Stats.SecondServerDetected"]) !== "0" ? h("p", { class: "bad" }, "Another DHCP server answers on a served interface.") : ""),
    ...(pools.size ? [...pools].map(([number, pool]) => drawPool(number, pool)) : [card("Pools", "", h("p", { class: "none" }, "There is no pool; next: ", h("code", {}, `./dhcpmgr add ${POOLS}`)))]),
    h("div", { class: "columns" },
      card("Refusals", "by reason, since the start", counted([...several("dhcpmgr_server_refusals"), ...several("dhcpmgr_server_packet_faults")], "Nothing was refused.")),
      card("What became of messages", "since the start", counted(several("dhcpmgr_server_requests"), "No message yet."))));
}

function counted(figures, none) {
  const rows = figures.filter((one) => one.value > 0).sort((a, b) => b.value - a.value)
    .map((one) => [Object.values(one.labels).join(" ").replaceAll("_", " "), one.value]);
  return table("Counts", ["What", "How often"], rows, none);
}

function drawPool(number, pool) {
  const clients = [...below(pool, "Client.").values()];
  const holds = (address) => !(Date.parse(address.LeaseTimeRemaining) < Date.now()); // a lease without end has no such moment
  const leases = clients.flatMap((one) => [...below(one, "IPv4Address.").values()].map((address) => ({ one, address, current: holds(address) })));
  const held = leases.filter((lease) => lease.current).length;
  const rows = leases.map(({ one, address, current }) => [one.X_CISCO_COM_HostName || h("span", { class: "none" }, "no name"), mono(one.Chaddr), mono(address.IPAddress),
    moment(address.LeaseTimeRemaining), current ? pill("leased", "good") : pill("ended; kept for it")]);
  const size = pool.MinAddress && pool.MaxAddress ? ip(pool.MaxAddress) - ip(pool.MinAddress) + 1 - list(pool.ReservedAddresses).length : 0;
  const share = size > 0 ? held / size : 0;
  return card(pool.Alias || `Pool ${number}`, `pool ${number} on ${pool.Interface || "no interface"}`,
    h("p", {}, pill(pool.Status.replaceAll("_", " "), pool.Status === "Enabled" ? "good" : pool.Status.startsWith("Error") ? "bad" : ""), ` ${held} of ${size.toLocaleString("en")} addresses leased (${Math.round(share * 100)} %)`,
      meter(share, share >= 1 ? "full" : share > 0.8 ? "low" : "", "addresses leased")),
    facts([["Addresses", mono(`${pool.MinAddress} – ${pool.MaxAddress}`)], ["Lease time", pool.LeaseTime < 0 ? "without end" : `${pool.LeaseTime} s`], ["Routers", mono(pool.IPRouters)], ["Name servers", mono(pool.DNSServers)]]),
    table(`Leases of pool ${number}`, ["Host", "Hardware address", "Address", "Until", "State"], rows, "Nobody has a lease."));
}
