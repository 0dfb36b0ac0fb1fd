// Names of common options (IANA), and their values as people read them. What is not known stays hexadecimal.

const NAMES4 = { 1: "subnet mask", 2: "time offset", 3: "router", 6: "name servers", 7: "log servers", 12: "host name", 15: "domain name", 26: "interface MTU", 28: "broadcast address",
  33: "static routes", 42: "NTP servers", 43: "vendor information", 50: "requested address", 51: "lease time", 53: "message type", 54: "server", 55: "requested options", 58: "renewal time (T1)",
  59: "rebinding time (T2)", 60: "vendor class", 61: "client identifier", 66: "TFTP server", 67: "boot file", 77: "user class", 100: "POSIX time zone", 101: "time zone", 108: "IPv6-only preferred",
  119: "domain search", 120: "SIP servers", 121: "classless routes", 122: "PacketCable", 124: "vendor class (V-I)", 125: "vendor information (V-I)", 212: "6rd", 249: "classless routes (old)" };
const NAMES6 = { 1: "client DUID", 2: "server DUID", 3: "IA_NA", 6: "requested options", 7: "preference", 13: "status", 14: "rapid commit", 15: "user class", 16: "vendor class", 17: "vendor options",
  20: "reconfigure accept", 21: "SIP domains", 22: "SIP servers", 23: "name servers", 24: "domain search", 25: "IA_PD", 31: "SNTP servers", 32: "information refresh time", 39: "client FQDN", 56: "NTP server",
  64: "AFTR name", 82: "SOL_MAX_RT", 83: "INF_MAX_RT", 94: "MAP-E", 95: "MAP-T", 96: "Lightweight 4over6", 111: "S46 priority", 243: "V6 DNR" };
const ADDRESSES4 = new Set([1, 3, 6, 7, 28, 42, 50, 54]), NUMBERS4 = new Set([2, 26, 51, 58, 59, 108]), TEXTS4 = new Set([12, 15, 43, 60, 66, 67, 100, 101]);

export const optionName = (family, tag) => (family === 4 ? NAMES4 : NAMES6)[tag] || "";

const pairs = (hex) => (hex.match(/../g) || []).map((pair) => parseInt(pair, 16));
const groups = (bytes, size) => Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
const address6 = (bytes) => {
  const words = groups(bytes, 2).map(([a, b]) => ((a << 8) | b).toString(16)).join(":");
  return words.replace(/(^|:)0(:0)+(:|$)/, "::").replace(/:::/, "::");
};

function names(bytes) {
  const all = [];
  let labels = [];
  for (let i = 0; i < bytes.length; ) {
    const length = bytes[i++];
    if (length === 0) { all.push(labels.join(".")); labels = []; }
    else if (length > 63) return "";
    else { labels.push(String.fromCharCode(...bytes.slice(i, i + length))); i += length; }
  }
  return all.join(", ");
}

// RFC 3442: the length of a prefix, as many octets of it as matter, the router.
function routes(bytes) {
  const all = [];
  for (let i = 0; i < bytes.length; ) {
    const length = bytes[i++], octets = Math.ceil(length / 8);
    if (length > 32 || i + octets + 4 > bytes.length) return "";
    const prefix = [...bytes.slice(i, i + octets), 0, 0, 0, 0].slice(0, 4).join(".");
    all.push(`${prefix}/${length} via ${bytes.slice(i + octets, i + octets + 4).join(".")}`);
    i += octets + 4;
  }
  return all.join(", ");
}

export function decoded(family, tag, value) {
  const hex = String(value ?? ""), known = Number(tag);
  if (!/^([0-9a-fA-F]{2})+$/.test(hex)) return hex;
  const bytes = pairs(hex);
  const printable = bytes.every((b) => b >= 32 && b < 127);
  if (family === 4) {
    if (ADDRESSES4.has(known) && bytes.length % 4 === 0) return groups(bytes, 4).map((one) => one.join(".")).join(", ");
    if (NUMBERS4.has(known) && bytes.length <= 4) return String(bytes.reduce((all, b) => all * 256 + b, 0) - (known === 2 && bytes[0] > 127 ? 2 ** 32 : 0));
    if (known === 121 || known === 249) return routes(bytes) || hex;
    return TEXTS4.has(known) && printable ? String.fromCharCode(...bytes) : hex;
  }
  if ((known === 23 || known === 22 || known === 31) && bytes.length % 16 === 0) return groups(bytes, 16).map(address6).join(", ");
  if (known === 24 || known === 21 || known === 64) return names(bytes) || hex;
  if (known === 32 || known === 82 || known === 83) return `${bytes.reduce((all, b) => all * 256 + b, 0)} s`;
  return hex;
}
