// What this start found, and what became of each row since.
import { card, facts, h, mono, moment, pill, read, table } from "./dom.js";
import { number, rows, isV4, stateKind, stateWord } from "./state.js";

let root = null, found = null;
export const title = () => "Last start";

export function open(main) {
  root = main;
  found = null;
  read("recovery").then((said) => { found = said; draw(); }).catch((reason) => main.replaceChildren(h("p", { class: "bad" }, reason.message)));
}
export function on(kind) { if ((kind === "row" || kind === "gone") && found) draw(); }

function draw() {
  if (root.dataset.view !== "start") return;
  const millis = found.steps.reduce((all, step) => all + step.millis, 0);
  const adopted = found.rows.filter((row) => row.client === "adopted").length;
  const restored = found.rows.filter((row) => row.lease !== "none").length;
  const now = (path) => (rows.has(path) ? pill(stateWord(rows.get(path)), stateKind(rows.get(path))) : pill("deleted", ""));
  const big = (value, text) => h("li", {}, h("b", {}, value), h("small", {}, text));
  root.replaceChildren(
    card("Last start", found.over ? "" : "it goes on",
      h("ul", { class: "steps" }, big(`${millis} ms`, "until everything was there"), big(String(found.rows.length), "rows found"), big(String(restored), "leases restored"),
        big(String(adopted), "clients adopted: they never stopped"), big(String(found.quarantined.length), "damaged files set aside")),
      facts([["Begun", moment(found.begun)], ["Configuration", found.configuration]])),
    card("What took how long", "", bar(found.steps, millis)),
    card("Each row", "what was found, and how it is now", table("Rows found", ["Row", "Interface", "Lease on disk", "Client", "Now", "Remarks"], found.rows.map((row) => [
      h("a", { href: `#/client/${row.row}` }, `${rows.get(row.row)?.values.Alias || ""} ${isV4(row.row) ? "IPv4" : "IPv6"} ${number(row.row)}`.trim()), mono(row.interface), mono(row.lease),
      row.client === "adopted" ? pill("adopted", "good") : h("span", { class: "none" }, "none ran"), now(row.row), row.remarks]), "No row was configured.")),
    card("Quarantine", "damaged files, kept beside the state", table("Quarantine", ["File"], found.quarantined.map((file) => [mono(file)]), "Nothing is damaged.")));
}

function bar(steps, all) {
  return h("div", {}, steps.map((step) => {
    const inside = h("span");
    inside.style.width = `${(100 * step.millis) / Math.max(1, all)}%`;
    return h("p", {}, `${step.name} `, h("small", {}, `${step.millis} ms`), h("span", { class: "meter" }, inside));
  }));
}
