// What can be done with a row. Each is confirmed; on a port the token is asked for and kept for this tab.
import { byId } from "./dom.js";

export const ACTIONS = (enabled) => ({
  renew: { label: "Renew", text: "The client asks its server for the lease again, at once. A connection goes on meanwhile.", call: (path) => ["invoke", { method: `${path}Renew()` }] },
  restart: { label: "Restart", text: "The client process is ended and started anew; it asks for the same lease.", call: (path) => ["parameters", { [`${path}X_RDK_Restart`]: "true" }] },
  release: { label: "Release", text: "The lease is given back: its addresses and routes go, and so does the connection. Renew brings it back.", call: (path) => ["invoke", { method: `${path}Release()` }] },
  switch: enabled
    ? { label: "Disable", text: "The client is ended and its lease removed. The row stays disabled, also after a new start.", call: (path) => ["parameters", { [`${path}Enable`]: "false" }] }
    : { label: "Enable", text: "A client is started on the row's interface.", call: (path) => ["parameters", { [`${path}Enable`]: "true" }] },
});

function confirmed(title, text) {
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  byId("token").value = sessionStorage.getItem("token") || "";
  const dialog = byId("confirm");
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}

export async function act(action, path, result) {
  if (!(await confirmed(`${action.label} ${path}?`, action.text))) return;
  const token = byId("token").value.trim();
  sessionStorage.setItem("token", token);
  const [where, what] = action.call(path);
  try {
    const answer = await fetch(`api/v1/${where}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body: JSON.stringify(what),
    });
    const said = await answer.json().catch(() => ({}));
    result.textContent = answer.ok ? `${action.label}: accepted; what follows is shown here.`
      : `${action.label}: refused: ${said.element ? said.element + ": " : ""}${said.reason || answer.status}`;
  } catch (gone) {
    result.textContent = `${action.label}: the manager does not answer`;
  }
}
