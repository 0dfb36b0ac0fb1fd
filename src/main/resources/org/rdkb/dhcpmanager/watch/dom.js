// Small tools of all views. Text is always set as text, never as markup: much of it comes from DHCP servers.

export const byId = (id) => document.getElementById(id);

// An element: attributes (data-*, aria-*, class, on…), then children: elements or text.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null));
  return element;
}

export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export const card = (title, note, ...children) =>
  h("section", { class: "card" }, h("h2", {}, title, note ? h("small", {}, note) : null), ...children);

// A table; on a phone each row becomes a block whose cells carry their column's name.
export function table(caption, columns, rows, none = "Nothing here.") {
  if (rows.length === 0) return h("p", { class: "none" }, none);
  const cell = (content, column) => {
    const numeric = typeof content === "number";
    const td = h("td", { "data-name": column, class: numeric ? "number" : undefined });
    td.append(content === undefined || content === null ? "" : numeric ? content.toLocaleString("en") : content);
    return td;
  };
  const numeric = (i) => rows.some((row) => typeof row[i] === "number");
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: "stack" },
      h("caption", { class: "unseen" }, caption),
      h("thead", {}, h("tr", {}, columns.map((column, i) => h("th", { scope: "col", class: numeric(i) ? "number" : undefined }, column)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((content, i) => cell(content, columns[i])))))));
}

export const facts = (pairs) =>
  h("dl", {}, pairs.filter(([, value]) => value !== "" && value !== undefined && value !== null)
    .map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));

export const mono = (text) => (text === "" || text === undefined ? "" : h("span", { class: "mono" }, text));

const LONG = 240;
// One event of the bus; what is long, as a lease in octets is, opens when asked for.
export function event(one, name) {
  const content = one.content.length <= LONG ? h("p", { class: "mono" }, one.content)
    : h("details", {}, h("summary", { class: "mono" }, `${one.content.slice(0, 60)}…`), h("p", { class: "mono" }, one.content));
  return h("li", {}, moment(one.at), h("b", {}, `${one.kind} `, h("small", { class: "mono" }, name)), content);
}
export const pill = (text, kind) => h("span", { class: `pill ${kind || ""}`.trim() }, text);

export function meter(share, kind, label) {
  const inside = h("span");
  inside.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return h("span", { class: `meter ${kind || ""}`.trim(), role: "img", "aria-label": label }, inside);
}

// Seconds as people say them; null: none, -1: without end.
export function spoken(seconds) {
  if (seconds === null || Number.isNaN(seconds)) return "";
  if (seconds < 0) return "without end";
  const s = Math.round(seconds), d = Math.floor(s / 86400), hours = Math.floor(s / 3600) % 24, m = Math.floor(s / 60) % 60;
  if (d) return `${d} d ${hours} h`;
  return hours ? `${hours} h ${m} min` : m ? `${m} min ${s % 60} s` : `${s} s`;
}

export const millis = (seconds) => {
  if (seconds === null) return "–";
  const ms = seconds * 1000;
  return ms < 1 ? `${Math.round(ms * 10) / 10} ms` : ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(seconds * 10) / 10} s`;
};

export const octets = (n) =>
  n < 1024 ? `${n} B` : n < 1 << 20 ? `${Math.round(n / 1024)} KiB` : `${Math.round(n / 104857.6) / 10} MiB`;

export function moment(iso) {
  const at = new Date(iso);
  if (!iso || Number.isNaN(at.getTime())) return h("span", {}, "");
  if (iso.startsWith("9999")) return h("span", {}, "never");
  const today = at.toDateString() === new Date().toDateString();
  const text = today ? at.toLocaleTimeString("en-GB") : at.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
  return h("time", { datetime: iso, title: iso }, text);
}

export async function read(path) {
  const answer = await fetch(`api/v1/${path}`);
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.reason || `HTTP ${answer.status}`);
  return said;
}

// Rows of a table of the data model, by what a get of it gave: number → { name: value }, nested names keep their dots.
export function rowsOf(table, values) {
  const rows = new Map();
  for (const { name, value } of values) {
    if (!name.startsWith(table)) continue;
    const rest = name.slice(table.length), dot = rest.indexOf(".");
    const number = Number(rest.slice(0, dot));
    if (!Number.isInteger(number) || number < 1) continue;
    if (!rows.has(number)) rows.set(number, {});
    rows.get(number)[rest.slice(dot + 1)] = value;
  }
  return rows;
}

export function below(row, table) {
  return rowsOf(table, Object.entries(row).map(([name, value]) => ({ name, value })));
}
