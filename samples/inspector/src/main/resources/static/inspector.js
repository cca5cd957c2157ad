// Text of requests is hostile: it goes into the page as text only, never as markup.

const VERDICTS = {
  TRUSTED: ["trusted", "trusted"],
  NOT_TRUSTED: ["not trusted", "end"],
  NOT_PROVEN: ["not proven", "caution"],
  LEFT_MOST: ["left-most", "end"],
  HOP_LIMIT: ["hop limit", "caution"],
  UNKNOWN: ["unknown", "caution"],
  OBFUSCATED: ["obfuscated", "caution"],
  MALFORMED: ["malformed", "bad"],
  IGNORED: ["ignored", "ignored"],
};
const MAX_CARDS_ACROSS = 5;
const MAX_CARDS = 40;
const DELAY = 200;

/** Creates an element. A child is an element, or anything else for its text. */
function create(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

function pill(text, kind) {
  return create("span", `pill ${kind}`, icon(kind), text);
}

function hopCard(hop, client) {
  const [text, kind] = VERDICTS[hop.verdict];
  const isClient = hop.distance === client.distance;
  const role = isClient ? "Client" : hop.distance < client.distance ? "Proxy" : "Claim";
  const card = create("li", `card ${isClient ? "client" : role.toLowerCase()}`,
    create("p", "role", create("b", "", role), ` hop ${hop.distance}`),
    create("p", "address", isClient ? client.ip : hop.address ?? hop.text),
    create("p", "decision", pill(text, kind), hop.rule ? create("code", "rule", hop.rule) : ""),
    create("p", "why", hop.explanation),
    create("p", "from", hop.from === "socket" ? "from the socket" : `from ${hop.from}`));
  card.dataset.verdict = hop.verdict;
  return card;
}

function appCard({ scheme, host, port, prefix }, client) {
  const isDefault = port.value === null || String(port.value) === (scheme.value === "https" ? "443" : "80");
  const authority = `${host.value ?? "..."}${isDefault ? "" : `:${port.value}`}${prefix.value ?? ""}`;
  return create("li", "card app",
    create("p", "role", create("b", "", "Application")),
    create("p", "address", `${scheme.value}://`, create("wbr", ""), authority),
    create("p", "", pill("sees this URL", "app")),
    create("p", "why", "and that it comes from ", create("code", "", client.ip)));
}

function path(explanation) {
  const { client, hops, origin } = explanation;
  const shown = hops.slice(0, MAX_CARDS);
  const cards = shown.map((hop) => hopCard(hop, client)).reverse();
  if (hops.length > shown.length) {
    cards.unshift(create("li", "card claim", `${hops.length - shown.length} more entries, all ignored`));
  }
  const list = create("ol", "path", ...cards, appCard(origin, client));
  list.classList.toggle("long", cards.length >= MAX_CARDS_ACROSS);
  list.setAttribute("aria-label", "Path of the request, from the far end to the application");
  return list;
}

function fact(name, value, from, explanation) {
  return create("div", "fact", create("dt", "", name),
    create("dd", "", create("b", "value", value), from ? create("span", "from", from) : "",
      explanation ? create("span", "why", explanation) : ""));
}

function source({ from, hop }) {
  const own = { request: "from the request itself", scheme: "the default of the scheme" };
  const writer = Number.isInteger(hop) ? `, written by hop\u00a0${hop}` : "";
  return from && (own[from] ?? `from ${from}${writer}`);
}

function facts({ client, origin }) {
  const address = client.port > 0 ? `${client.ip}, port ${client.port}` : client.ip;
  const verified = client.ips.length > 1 ? `Verified: ${client.ips.join(", ")}` : "";
  const rows = Object.entries(origin)
    .filter(([name, decided]) => decided && (decided.value !== null || decided.from))
    .map(([name, decided]) => fact(name, decided.value ?? "–",
      source(decided), decided.explanation));
  return create("dl", "facts", fact("address", address, `hop\u00a0${client.distance}`, verified), ...rows);
}

function ignored(list) {
  return create("ul", "ignored", ...list.map(({ header, value, reason }) =>
    create("li", "", create("code", "", value ? `${header}: ${value}` : header), create("span", "why", reason))));
}

function block(title, ...content) {
  return create("section", "block", create("h3", "", title), ...content);
}

function show(section, explanation, sources = []) {
  const { client, stop, hiddenHeaders } = explanation;
  const parts = [path(explanation), block("What the application is told", facts(explanation))];
  if (explanation.ignored.length > 0) {
    parts.push(block("Ignored, and why", ignored(explanation.ignored)));
  }
  if (hiddenHeaders.length > 0) {
    parts.push(block("Hidden from the application", create("p", "hidden", ...hiddenHeaders.map((name) =>
      create("code", "", name)))));
  }
  parts.push(block(section === current ? "The setting of the application" : "The setting, with its sources",
    create("p", "setting", explanation.setting), create("ul", "ages", ...sources.map((text) => create("li", "", text)))));
  section.querySelector(".verdict").replaceChildren("The client is ", create("b", "", client.ip), ". ", stop.text);
  section.querySelector(".result").replaceChildren(...parts);
  section.classList.remove("stale");
}

function fail(section, error) {
  section.querySelector(".verdict").replaceChildren(`There is no explanation: ${error.message}.`);
  section.classList.add("stale");
}

async function fetchJson(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  return response.json();
}

const current = document.getElementById("current");
const playground = document.getElementById("playground");
const form = document.getElementById("form");
const topology = document.getElementById("topology");

let timer;
let latest = 0;

function showProblem(problem) {
  for (const field of ["trust", "peer", "lines"]) {
    const text = problem?.field === field ? problem.text : "";
    const element = document.getElementById(`${field}-problem`);
    element.textContent = text;
    element.hidden = text === "";
    form.elements[field].setAttribute("aria-invalid", String(text !== ""));
  }
}

async function explain() {
  const number = ++latest;
  playground.ariaBusy = "true";
  const body = new URLSearchParams(new FormData(form));
  // The address of the page can be sent to a colleague. No server sees this part of it.
  history.replaceState(null, "", `#${body}`);
  try {
    const { explanation, sources, warnings, problem } = await fetchJson("explain", { method: "POST", body });
    // An earlier answer may come later
    if (number === latest) {
      showProblem(problem);
      playground.querySelector(".warnings").replaceChildren(...warnings.map((text) => create("li", "", text)));
      if (explanation) {
        show(playground, explanation, sources);
      } else {
        playground.classList.add("stale");
      }
    }
  } catch (error) {
    fail(playground, error);
  }
  if (number === latest) {
    playground.ariaBusy = "false";
  }
}

function explainSoon() {
  playground.ariaBusy = "true";
  clearTimeout(timer);
  timer = setTimeout(explain, DELAY);
}

function fill({ trust, headerFormat, headers, peer, lines, story }) {
  form.elements.trust.value = trust;
  form.elements.headerFormat.value = headerFormat;
  for (const box of form.elements.headers) {
    box.checked = headers.includes(box.value);
  }
  form.elements.peer.value = peer;
  form.elements.lines.value = lines;
  document.getElementById("story").textContent = story;
  clearTimeout(timer);
  return explain();
}

function fillFromPreset({ trust, headerFormat = "X_FORWARDED", headers, ...examples }) {
  const { peer, lines, story } = examples[form.elements.example.value];
  return fill({ trust, headerFormat, headers, peer, lines: lines.join("\n"), story });
}

function fillFromAddress(shared) {
  const option = new Option("As in the link");
  option.hidden = true;
  topology.append(option);
  option.selected = true;
  const get = (name) => shared.get(name) ?? "";
  return fill({ trust: get("trust"), headerFormat: get("headerFormat"), headers: shared.getAll("headers"),
    peer: get("peer"), lines: get("lines"), story: "Somebody has sent you this setting and this request." });
}

async function start() {
  fetchJson("explain").then((explanation) => show(current, explanation)).catch((error) => fail(current, error));
  form.addEventListener("submit", (event) => event.preventDefault());
  const presets = await fetchJson("presets.json");
  topology.append(...presets.map(({ name }) => new Option(name)));
  form.addEventListener("input", ({ target }) => {
    if (target === topology || target.name === "example") {
      fillFromPreset(presets[topology.selectedIndex] ?? presets[topology.selectedIndex = 0]);
    } else {
      explainSoon();
    }
  });
  const shared = new URLSearchParams(location.hash.slice(1));
  if (shared.has("trust")) {
    await fillFromAddress(shared);
  } else {
    topology.selectedIndex = 1;
    await fillFromPreset(presets[topology.selectedIndex]);
  }
}

start().catch((error) => fail(playground, error));
