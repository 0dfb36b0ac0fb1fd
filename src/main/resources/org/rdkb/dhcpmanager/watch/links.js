// Links that must exist.
import { card, facts, h, mono, moment, pill, read, rowsOf, table } from "./dom.js";

const ROOT = "Device.X_DHCPMGR_Attachment.";
let root = null;
export const title = () => "Links";

export function open(main) { root = main; refresh(); }
export function on(kind, what) { if (kind === "event" && what.element.startsWith(ROOT)) refresh(); }

const kindOf = (status) => (status.startsWith("Error") || status === "Missing" ? "bad" : status === "Disabled" ? "" : "good");

async function refresh() {
  const mine = root;
  const { values } = await read(`parameters?path=${ROOT}`).catch((reason) => { mine.replaceChildren(h("p", { class: "bad" }, reason.message)); return {}; });
  if (!values || mine.dataset.view !== "links") return;
  const own = Object.fromEntries(values.map((one) => [one.name.slice(ROOT.length), one.value]));
  const draw = (name, columns, row) => card(`${name}s`, "", table(`${name}s`, columns, [...rowsOf(`${ROOT}${name}.`, values).values()].map(row),
    "None declared; links that are there anyway need no entry."));
  const common = (link) => [pill(link.Status.replaceAll("_", " "), kindOf(link.Status)), link.RecoveryCount, moment(link.LastRecovery), link.LastError ? h("span", { class: "bad" }, link.LastError) : ""];
  mine.replaceChildren(
    card("Links that must exist", "made again when somebody needs them",
      facts([["Looks", own.Checks], ["Made again", own.Recreations], ["Failures", own.Failures], ["How long", own.Figures ? mono(own.Figures) : ""]])),
    draw("Network", ["Interface", "Kind", "Parent", "Status", "Made again", "Last", "Error"], (link) => [mono(link.Interface), `${link.Kind} ${link.Id || ""}`.trim(), mono(link.Parent || ""), ...common(link)]),
    draw("Endpoint", ["Interface", "Kind", "Namespace", "Status", "Made again", "Last", "Error"], (link) => [mono(link.Interface), link.Kind, mono(link.Namespace || ""), ...common(link)]));
}
