// One plain object says everything that is shown; the address holds it, and undo walks through its past.
const START = Object.freeze({
  view: "atlas",
  region: "",
  focus: [],
  hops: 1,
  more: 0, // how often “+ n more” was asked for
  question: -1,
  from: "",
  to: "",
  raised: true,
  selected: "", // "n:key", "l:from>to" or "i:id"
  hidden: {}, // filter group -> hidden values
  scope: {}, // context key -> value
  lone: false,
  whole: false, // an open region shows all its variables
});
const LETTERS = { view: "v", region: "r", focus: "f", hops: "h", more: "m", question: "q", from: "a", to: "b", raised: "d", selected: "s", hidden: "x", scope: "c", lone: "l", whole: "w" };

let state = { ...START };
const past = [];
let future = [];
const listeners = [];

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function update(patch) {
  const next = { ...state, ...patch };
  if (same(next, state)) return;
  past.push(state);
  if (past.length > 200) past.shift();
  future = [];
  become(next);
}

function become(next) {
  const before = state;
  state = next;
  writeAddress();
  for (const listener of listeners) listener(state, before);
}

function undo() {
  if (!past.length) return;
  future.push(state);
  become(past.pop());
}

function redo() {
  if (!future.length) return;
  past.push(state);
  become(future.pop());
}

function asAddress(value) {
  const parts = new URLSearchParams();
  for (const [name, letter] of Object.entries(LETTERS)) {
    if (!same(value[name], START[name])) parts.set(letter, typeof value[name] === "string" ? value[name] : JSON.stringify(value[name]));
  }
  return parts.toString();
}

function fromAddress(text) {
  const found = { ...START };
  const parts = new URLSearchParams(text.replace(/^#/, ""));
  for (const [name, letter] of Object.entries(LETTERS)) {
    if (!parts.has(letter)) continue;
    try {
      const value = typeof START[name] === "string" ? parts.get(letter) : JSON.parse(parts.get(letter));
      if (typeof value === typeof START[name] && Array.isArray(value) === Array.isArray(START[name]) && value !== null) found[name] = value;
    } catch (error) {
      /* a damaged link opens what can be read of it */
    }
  }
  return sound(found);
}

// Whatever an address says, only what exists is shown.
function sound(value) {
  const lists = (group) => Object.fromEntries(Object.entries(group).filter(([, v]) => Array.isArray(v)).map(([k, v]) => [k, v.map(String)]));
  const texts = (group) => Object.fromEntries(Object.entries(group).filter(([k, v]) => k in DATA.context && DATA.context[k].includes(v)));
  return {
    ...value,
    view: ["atlas", "focus", "paths"].includes(value.view) ? value.view : "atlas",
    region: REGION.has(value.region) ? value.region : "",
    focus: value.focus.filter((key) => ENTITY.has(key)),
    hops: value.hops === 2 ? 2 : 1,
    more: Number.isInteger(value.more) ? Math.max(0, Math.min(MOST.length - 1, value.more)) : 0,
    question: Number.isInteger(value.question) && value.question >= 0 && value.question < DATA.effects.length ? value.question : -1,
    from: ENTITY.has(value.from) ? value.from : "",
    to: ENTITY.has(value.to) ? value.to : "",
    hidden: lists(value.hidden),
    scope: texts(value.scope),
  };
}

function writeAddress() {
  try {
    const address = asAddress(state);
    window.history.replaceState(null, "", address ? `#${address}` : window.location.pathname + window.location.search);
  } catch (error) {
    /* a sandboxed frame has no address of its own */
  }
}
