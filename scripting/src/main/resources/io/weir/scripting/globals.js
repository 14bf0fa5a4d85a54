// The functions that rules find everywhere: counters, core, console, and the recordable sources of time and chance.
// Evaluated once in each context, before everything else; `inputs` is the host's side of it (JsInputs); `samples`
// has the maps (JsSamples).
(function (inputs, counters, samples) {
  "use strict";

  const show = (value) => {
    if (typeof value === "string") return JSON.stringify(value);
    if (typeof value === "function") return "a function";
    if (value !== null && typeof value === "object") return Array.isArray(value) ? "an array" : "an object";
    return String(value);
  };

  const text = (value, what) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
    throw new TypeError(`${what} is ${show(value)} (expected a string)`);
  };

  const integer = (value, what, least, most) => {
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new RangeError(`${what} is ${show(value)} (expected an integer of ${least} to ${most})`);
  };

  // ---- counters, as in HAProxy's manual, section 7.3.2

  const define = (target, name, value) =>
    Object.defineProperty(target, name, { value, enumerable: true, writable: false, configurable: false });

  const named = (value, name) => {
    throw new TypeError(`${name}(): the name is ${show(value)} (expected a string)`);
  };
  const number = (index, label) => (name) =>
    typeof name === "string" ? inputs.counterOf(index, name)
      : name === undefined ? inputs.counter(index) : named(name, label);
  const truth = (index, label) => (name) =>
    (typeof name === "string" ? inputs.counterOf(index, name)
      : name === undefined ? inputs.counter(index) : named(name, label)) !== 0;
  const counterNames = counters.split(",");
  counterNames.forEach((label, index) => {
    define(globalThis, label, (label === "srv_is_up" || label === "stopping" ? truth : number)(index, label));
  });

  // ---- core, console, and the recordable sources of time and chance

  const LEVELS = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];
  const print = (value) => {
    if (typeof value === "string") return value;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    try {
      return value !== null && typeof value === "object" ? JSON.stringify(value) : String(value);
    } catch {
      return String(value);
    }
  };
  const log = (level, values) => inputs.log(level, values.map(print).join(" "));
  const levelOf = (level) => {
    const index = typeof level === "number" ? level : LEVELS.indexOf(level);
    if (Number.isInteger(index) && index >= 0 && index <= 7) return index;
    throw new RangeError(`core.log: level is ${show(level)} (expected one of ${LEVELS.join(", ")})`);
  };
  const hex = (digits) => inputs.random(2 ** (4 * digits)).toString(16).padStart(digits, "0");
  // RFC 9562 section 5.4
  const uuid = () =>
    `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + inputs.random(4)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`;

  // The implementations behind the map converters, as Lua's Map class has them.
  const map = (file, method = "str") => {
    const opened = samples.openMap(text(file, "core.map: file"), text(method, "core.map: method"));
    const find = (key) => samples.lookUp(opened, Number.isSafeInteger(key) ? key : text(key, "lookup: key"));
    return Object.freeze({ lookup: (key) => find(key) ?? undefined, slookup: (key) => find(key) ?? "" });
  };

  const core = {
    log: (level, ...values) => log(levelOf(level), values),
    now: () => inputs.now(),
    rand: (n) => inputs.random(integer(n, "core.rand: bound", 1, Number.MAX_SAFE_INTEGER)),
    uuid,
    map,
  };
  LEVELS.forEach((name, index) => (core[name] = index));
  define(globalThis, "core", Object.freeze(core));
  define(globalThis, "crypto", Object.freeze({ randomUUID: uuid }));
  define(globalThis, "console", Object.freeze({
    debug: (...values) => log(7, values),
    log: (...values) => log(6, values),
    info: (...values) => log(6, values),
    warn: (...values) => log(4, values),
    error: (...values) => log(3, values),
  }));

  const RealDate = Date;
  function HookDate(...parts) {
    if (!new.target) return new RealDate(inputs.now()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [inputs.now()] : parts, new.target);
  }
  HookDate.prototype = RealDate.prototype;
  RealDate.prototype.constructor = HookDate;
  HookDate.now = () => inputs.now();
  HookDate.parse = RealDate.parse;
  HookDate.UTC = RealDate.UTC;
  Object.defineProperty(HookDate, "name", { value: "Date" });
  globalThis.Date = HookDate;
  Math.random = () => inputs.random(2 ** 53) / 2 ** 53;

  return Object.freeze({ show, text, integer, counterNames });
});
