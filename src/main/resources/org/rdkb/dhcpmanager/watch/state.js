// What the manager has told so far. Views read it; only page.js writes.

export const V4 = "Device.DHCPv4.Client.";
export const V6 = "Device.DHCPv6.Client.";
export const rows = new Map(); // path → { path, state, bound, values, since }
export const figures = { now: null, before: null };

export const isV4 = (path) => path.startsWith(V4);
export const number = (path) => Number(path.split(".").at(-2));
export const title = (row) => `${row.values.Alias || "row " + number(row.path)} · ${isV4(row.path) ? "IPv4" : "IPv6"} row ${number(row.path)}`;

// Seconds until the lease ends as the manager knew when it told us; null: no lease; -1: no end.
function lifetime(row) {
  if (!row.bound) return null;
  if (isV4(row.path)) return Number(row.values.LeaseTimeRemaining);
  const end = Date.parse(row.values.X_DHCPMGR_LeaseExpires);
  if (Number.isNaN(end)) return null;
  return row.values.X_DHCPMGR_LeaseExpires.startsWith("9999") ? -1 : Math.max(0, (end - row.since) / 1000);
}

export function total(row) {
  const begin = Date.parse(row.values.X_DHCPMGR_LeaseObtained), end = Date.parse(row.values.X_DHCPMGR_LeaseExpires);
  return Number.isNaN(begin) || Number.isNaN(end) ? 0 : (end - begin) / 1000;
}

export function leftNow(row) {
  const seconds = lifetime(row);
  return seconds === null || seconds < 0 ? seconds : Math.max(0, Math.round(seconds - (Date.now() - row.since) / 1000));
}

export function stateKind(row) {
  if (row.values.Enable !== "true") return "";
  return row.values.Status.startsWith("Error") ? "bad" : row.bound ? "good" : "wait";
}

export function stateWord(row) {
  if (row.values.Enable !== "true") return "disabled";
  return row.values.Status.startsWith("Error") ? row.values.Status.replaceAll("_", " ") : row.state;
}

export const list = (text) => (text || "").split(/[ ,]+/).filter(Boolean);

// Figures: one by name and labels; several by name; how many a second since the figures before.
export const several = (name, from = figures.now) => (from ? from.figures.filter((one) => one.name === name) : []);
export const sum = (name, from) => several(name, from).reduce((all, one) => all + one.value, 0);
export function aSecond(name) {
  if (!figures.before) return null;
  const seconds = (Date.parse(figures.now.at) - Date.parse(figures.before.at)) / 1000;
  return seconds > 0 ? Math.max(0, sum(name) - sum(name, figures.before)) / seconds : null;
}
export const spread = (name) => figures.now?.spreads.find((one) => one.name === name);

// The bound below which a share of all falls: what a histogram can say of a quantile.
export function quantile(one, share) {
  const all = one.counts.reduce((a, b) => a + b, 0);
  if (all === 0) return null;
  let seen = 0;
  for (let i = 0; i < one.counts.length; i++) {
    seen += one.counts[i];
    if (seen >= share * all) return i < one.bounds.length ? one.bounds[i] : Infinity;
  }
  return Infinity;
}
