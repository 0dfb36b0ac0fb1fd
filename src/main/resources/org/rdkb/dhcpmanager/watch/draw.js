// Pictures: SVG, made of what the API says, each with a sentence for those who do not see it.
import { h, millis, svg } from "./dom.js";

// A picture of a width and height of its own units.
const picture = (width, height, label, ...children) => {
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, ...children);
  if (width < 1000) return drawn;
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": label }, drawn); // so that its words can be read on a phone
};

function text(x, y, words, anchor = "middle") {
  const element = svg("text", { x, y, "text-anchor": anchor });
  element.textContent = words;
  return element;
}

function hint(element, words) {
  const title = svg("title");
  title.textContent = words;
  element.append(title);
  return element;
}

// All ports of an address as one band, ours filled in: 0 at the left, 65535 at the right.
export function portMap(ranges) {
  const width = 1024, scale = width / 65536;
  const ours = ranges.map(([first, last]) =>
    hint(svg("rect", { class: "fill", x: first * scale, y: 4, width: Math.max(1.5, (last - first + 1) * scale), height: 34 }), `${first}–${last}`));
  const ticks = [0, 1024, 16384, 32768, 49152, 65535].map((port) => text(Math.min(width - 1, Math.max(1, port * scale)), 56, String(port), port === 0 ? "start" : port === 65535 ? "end" : "middle"));
  ticks.splice(1, 1); // 1024 is too close to 0 to be written
  const shown = ranges.slice(0, 3).map(([first, last]) => `${first}–${last}`).join(", ");
  return picture(width, 62, `ports ${shown}${ranges.length > 3 ? " and so on" : ""}`,
    svg("rect", { class: "faint", x: 0.5, y: 4, width: width - 1, height: 34, rx: 4 }), ...ours, ...ticks);
}

// Moments of a lease: a band where one was held, a mark at each change.
export function timeline(moments) {
  if (moments.length === 0) return "";
  const width = 1024, all = [...moments].reverse(), begin = Date.parse(all[0].at), end = Date.now();
  const x = (at) => 8 + ((width - 16) * (at - begin)) / Math.max(1, end - begin);
  const bands = all.map((one, i) => {
    const from = x(Date.parse(one.at)), to = i + 1 < all.length ? x(Date.parse(all[i + 1].at)) : x(end);
    return one.after ? hint(svg("rect", { class: "held", x: from, y: 14, width: Math.max(0, to - from), height: 12 }), one.after) : null;
  }).filter(Boolean);
  const marks = all.map((one) => hint(svg("circle", { class: `at ${one.cause.replaceAll(" ", "-")}`, cx: x(Date.parse(one.at)), cy: 20, r: one.cause === "renewed" ? 3 : 6 }), `${one.cause} ${one.at}`));
  const word = (at) => new Date(at).toLocaleTimeString("en-GB");
  return picture(width, 48, `${all.length} changes since ${word(begin)}`,
    svg("line", { class: "axis", x1: 8, x2: width - 8, y1: 20, y2: 20 }), ...bands, ...marks, text(8, 44, word(begin), "start"), text(width - 8, 44, "now", "end"));
}

// How often something took how long.
export function histogram(one) {
  const width = 480, height = 90, most = Math.max(1, ...one.counts), step = width / one.counts.length;
  const bars = one.counts.map((count, i) => {
    const tall = count === 0 ? 0 : Math.max(2, (60 * count) / most);
    const bound = i < one.bounds.length ? `up to ${millis(one.bounds[i])}` : `more than ${millis(one.bounds.at(-1))}`;
    return hint(svg("rect", { class: "fill", x: i * step + 2, y: 66 - tall, width: step - 4, height: tall, rx: 2 }), `${bound}: ${count}`);
  });
  const words = one.bounds.map((bound, i) => (i % 3 === 0 ? text(i ? (i + 0.5) * step : 0, 84, millis(bound), i ? "middle" : "start") : null)).filter(Boolean);
  return picture(width, height, `${one.counts.reduce((a, b) => a + b, 0)} times`, svg("line", { class: "axis", x1: 0, x2: width, y1: 67, y2: 67 }), ...bars, ...words);
}

// The last values of something, the newest at the right.
export function sparkline(values, label) {
  const width = 480, height = 60, most = Math.max(1, ...values), step = width / Math.max(1, values.length - 1);
  const points = values.map((value, i) => `${i * step},${54 - (48 * value) / most}`).join(" ");
  return picture(width, height, label, svg("line", { class: "axis", x1: 0, x2: width, y1: 55, y2: 55 }), svg("polyline", { class: "curve", points }));
}
