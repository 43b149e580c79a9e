// The query page: choose, edit, run, read. Cells are written as text only.
(function () {
  "use strict";
  const at = (id) => document.getElementById(id);
  const make = (name, fields, ...inside) => {
    const made = Object.assign(document.createElement(name), fields);
    made.append(...inside);
    return made;
  };
  const BASE = "https://w3id.org/bonegraph/";
  let queries = new Map();
  let chosen = null;

  const cell = (term) => {
    if (!term) return make("td", {});
    const text = term.type === "uri" && term.value.startsWith(BASE) ? term.value.slice(BASE.length) : term.value;
    const td = make("td", { className: text.length > 60 ? "long" : "" });
    if (term.type === "uri" && /^I[0-9a-f]{10}$/.test(text)) td.append(make("a", { href: `/interaction/${text}` }, text));
    else td.append(text);
    return td;
  };
  const table = (found) => {
    const head = make("thead", {}, make("tr", {}, ...found.head.vars.map((name) => make("th", { scope: "col" }, name))));
    const rows = found.results.bindings.slice(0, 2000).map((row) => make("tr", {}, ...found.head.vars.map((name) => cell(row[name]))));
    return make("table", {}, head, make("tbody", {}, ...rows));
  };
  const address = () => {
    if (!chosen || at("text").value !== chosen.text) return null;
    const given = new URLSearchParams();
    for (const field of at("parameters").querySelectorAll("input")) given.set(field.name, field.value);
    return `/api/queries/${chosen.name}?${given}`;
  };
  const ask = (accept) => {
    const named = address();
    if (named) return fetch(named, { headers: { Accept: accept } });
    return fetch("/sparql", { method: "POST", headers: { Accept: accept, "Content-Type": "application/sparql-query" }, body: at("text").value });
  };
  const run = async () => {
    at("run").disabled = true;
    at("state").textContent = "running …";
    const start = performance.now();
    try {
      const reply = await ask("application/sparql-results+json, text/turtle;q=0.9");
      const seconds = ((performance.now() - start) / 1000).toFixed(2);
      const box = at("result");
      box.hidden = false;
      if (!reply.ok) {
        box.replaceChildren(make("h2", {}, reply.status === 503 ? "Stopped" : "That query could not be answered"), make("pre", {}, await reply.text()));
        at("state").textContent = "";
      } else if (reply.headers.get("content-type").startsWith("text/turtle")) {
        box.replaceChildren(make("pre", {}, await reply.text()));
        at("state").textContent = `triples, ${seconds} s`;
      } else {
        const found = await reply.json();
        if ("boolean" in found) box.replaceChildren(make("p", { className: "verdict" }, found.boolean ? "true" : "false"));
        else box.replaceChildren(table(found));
        at("state").textContent = "boolean" in found ? `${seconds} s` : `${found.results.bindings.length} rows, ${seconds} s`;
      }
    } catch (error) {
      at("state").textContent = "the server does not answer";
    }
    at("run").disabled = false;
  };
  const save = async () => {
    const reply = await ask("text/csv");
    if (!reply.ok) {
      at("state").textContent = (await reply.text()).slice(0, 200);
      return;
    }
    const link = make("a", { href: URL.createObjectURL(await reply.blob()), download: `${chosen ? chosen.name : "result"}.csv` });
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const choose = (name) => {
    chosen = queries.get(name) || null;
    if (chosen) at("text").value = chosen.text;
    at("parameters").replaceChildren(
      ...(chosen ? chosen.parameters : []).map((p) =>
        make("label", { className: "field" }, make("span", {}, `${p.name}: ${p.meaning}`), make("input", { name: p.name, value: p.default, autocomplete: "off", spellcheck: false })),
      ),
    );
    if (window.location.hash.slice(1) !== name) history.replaceState(null, "", name ? `#${name}` : "/query");
  };
  const start = async () => {
    queries = new Map((await (await fetch("/api/queries")).json()).map((query) => [query.name, query]));
    const name = window.location.hash.slice(1);
    if (queries.has(name)) {
      at("named").value = name;
      choose(name);
      run();
    }
  };
  at("named").addEventListener("change", () => choose(at("named").value));
  at("text").addEventListener("input", () => {
    const edited = Boolean(chosen) && at("text").value !== chosen.text;
    for (const field of at("parameters").querySelectorAll("input")) field.disabled = edited;
    at("state").textContent = edited && chosen.parameters.length ? "edited: the parameters are plain variables now" : "";
  });
  at("run").addEventListener("click", run);
  at("csv").addEventListener("click", save);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") run();
  });
  start();
})();
