// The transaction object and what hooks give back. Evaluated once in each context, after globals.js and before any rule
// module. Whatever a rule can do goes through the methods of host objects, and those check it: `host` is the transaction
// (JsTxn), `decision` what the hook decides (JsDecision), `samples` HAProxy's fetches and converters (JsSamples).
(function (host, decision, samples, tools) {
  "use strict";

  const { show, text, integer, counterNames } = tools;
  const undef = (value) => (value === null ? undefined : value);

  // ---- headers and cookies

  // The host numbers lines; a change in the middle of an iteration moves them, so each step asks for the size again.
  const lines = function* (side) {
    for (let i = 0; i < host.headerCount(side); i++) yield [host.headerName(side, i), host.headerValue(side, i)];
  };

  const replacement = (fmt, match) => {
    if (typeof fmt === "function") return text(fmt(...match), "the replacement");
    return text(fmt, "the replacement").replace(/\\([0-9\\])|\$([0-9&$])/g, (_, slash, dollar) => {
      const which = slash ?? dollar;
      if (which === "\\" || which === "$") return which;
      return match[which === "&" ? 0 : Number(which)] ?? "";
    });
  };

  class Headers {
    #side;
    constructor(side) {
      this.#side = side;
      Object.freeze(this);
    }
    get(name) {
      const value = host.header(this.#side, text(name, "the header's name"));
      return value === null ? undefined : value;
    }
    all(name) {
      const side = this.#side;
      const wanted = text(name, "the header's name");
      const values = [];
      for (let i = host.headerFind(side, wanted, 0); i >= 0; i = host.headerFind(side, wanted, i + 1))
        values.push(host.headerValue(side, i));
      return values;
    }
    has(name) {
      return host.headerFind(this.#side, text(name, "the header's name"), 0) >= 0;
    }
    set(name, value) {
      host.headerSet(this.#side, text(name, "the header's name"), text(value, `header ${name}`));
    }
    add(name, value) {
      host.headerAdd(this.#side, text(name, "the header's name"), text(value, `header ${name}`));
    }
    delete(name) {
      host.headerDelete(this.#side, text(name, "the header's name"));
    }
    // As http-request replace-header: where the regex matches, the whole value becomes the format.
    replace(name, regex, fmt) {
      const side = this.#side;
      const wanted = text(name, "the header's name");
      const pattern = new RegExp(regex);
      for (let i = host.headerFind(side, wanted, 0); i >= 0; i = host.headerFind(side, wanted, i + 1)) {
        pattern.lastIndex = 0;
        const match = pattern.exec(host.headerValue(side, i));
        if (match !== null) host.headerReplace(side, i, replacement(fmt, match));
      }
    }
    [Symbol.iterator]() {
      return lines(this.#side);
    }
  }

  // RFC 6265 section 4.2.1
  const cookiePairs = function* () {
    for (let i = host.headerFind(0, "cookie", 0); i >= 0; i = host.headerFind(0, "cookie", i + 1))
      for (const pair of host.headerValue(0, i).split(";")) {
        const at = pair.indexOf("=");
        if (at > 0) yield [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      }
  };

  class Cookies {
    constructor() {
      Object.freeze(this);
    }
    get(name) {
      for (const [found, value] of cookiePairs()) if (found === name) return value;
      return undefined;
    }
    has(name) {
      return this.get(name) !== undefined;
    }
    [Symbol.iterator]() {
      return cookiePairs();
    }
  }

  // ---- the transaction

  class Request {
    constructor() {
      this.headers = new Headers(0);
      this.cookies = new Cookies();
      Object.freeze(this);
    }
    get method() { return host.method(); }
    set method(value) { host.setMethod(text(value, "method")); }
    get scheme() { return host.scheme(); }
    get host() { return host.host(); }
    get path() { return host.path(); }
    set path(value) { host.setPath(text(value, "path")); }
    get query() { return host.query(); }
    set query(value) { host.setQuery(text(value, "query")); }
    get url() { return host.url(); }
    set url(value) { host.setUrl(text(value, "url")); }
    get version() { return host.version(); }
  }

  class Response {
    constructor() {
      this.headers = new Headers(1);
      Object.freeze(this);
    }
    get status() { return host.status(); }
    set status(value) { host.setStatus(integer(value, "status", 100, 599)); }
    get reason() { return host.reason(); }
    set reason(value) { host.setReason(text(value, "reason")); }
    get origin() { return host.responseOrigin(); }
  }

  class Connection {
    constructor() {
      Object.freeze(this);
    }
    get src() { return undef(host.sourceAddress()); }
    get src_port() { return host.sourcePort(); }
    get dst() { return undef(host.destinationAddress()); }
    get dst_port() { return host.destinationPort(); }
    get reqs() { return host.requests(); }
    get age_ms() { return host.ageMillis(); }
  }

  const REPLY_PARTS = ["status", "reason", "headers", "body"];

  const checkParts = (value, what) => {
    if (value === null || typeof value !== "object" || Array.isArray(value))
      throw new TypeError(`${what}: ${show(value)} is no reply (expected an object such as { status: 503, body: "..." })`);
    for (const part of Object.keys(value))
      if (!REPLY_PARTS.includes(part))
        throw new TypeError(`${what}: a reply has no ${show(part)} (expected ${REPLY_PARTS.join(", ")})`);
  };

  const replyFields = (headers, what) => {
    if (headers === undefined) return;
    if (headers === null || typeof headers !== "object")
      throw new TypeError(`${what}: headers is ${show(headers)} (expected an object)`);
    const pairs = typeof headers[Symbol.iterator] === "function" ? headers : Object.entries(headers);
    for (const pair of pairs) {
      if (!Array.isArray(pair)) throw new TypeError(`${what}: headers holds ${show(pair)} (expected [name, value])`);
      const [name, value] = pair;
      for (const each of Array.isArray(value) ? value : [value])
        decision.replyField(text(name, "the header's name"), text(each, `${what}: header ${name}`));
    }
  };

  const replyBody = (body, what) => {
    if (body === undefined) return;
    if (typeof body === "string") decision.replyText(body);
    else if (ArrayBuffer.isView(body)) decision.replyBytes(body.buffer, body.byteOffset, body.byteLength);
    else throw new TypeError(`${what}: body is ${show(body)} (expected a string or a Uint8Array)`);
  };

  // Hands a reply over to the host piece by piece.
  const giveReply = (value, what, status) => {
    checkParts(value, what);
    const given = value.status === undefined ? status : value.status;
    const reason = value.reason === undefined ? "" : text(value.reason, `${what}: reason`);
    decision.replyStart(integer(given, `${what}: status`, 200, 599), reason);
    replyFields(value.headers, what);
    replyBody(value.body, what);
  };

  const onlyStatus = (value) => Object.keys(value).every((part) => part === "status");

  class Transaction {
    constructor() {
      this.req = new Request();
      this.conn = new Connection();
      Object.freeze(this);
    }
    get res() { return host.hasResponse() ? response : undefined; }
    get fe() { return host.frontend(); }
    get be() { return undef(host.backend()); }
    get srv() { return undef(host.server()); }
    get rules_version() { return host.rulesVersion(); }
    get f() { return (fetches ??= makeFetches()); }
    get sf() { return (textFetches ??= makeTextFetches()); }
    get c() { return (converters ??= makeConverters()); }

    var(name, ...value) {
      const full = text(name, "the variable's name");
      if (value.length === 0) return undef(host.variable(full));
      const given = value[0];
      if (given === undefined || given === null) host.unsetVariable(full);
      else if (typeof given === "string") host.setText(full, given);
      else if (typeof given === "boolean") host.setBoolean(full, given);
      else if (Number.isSafeInteger(given)) host.setInteger(full, given);
      else throw new TypeError(`variable ${full} is ${show(given)} (expected a string, an integer or a boolean)`);
      return given;
    }

    deny(reply = {}) {
      checkParts(reply, "txn.deny");
      const status = reply.status === undefined ? decision.denyStatus() : reply.status;
      if (onlyStatus(reply)) {
        decision.deny(integer(status, "txn.deny: status", 200, 599));
      } else {
        giveReply(reply, "txn.deny", status);
        decision.denyWith();
      }
    }
    tarpit(reply = {}) {
      checkParts(reply, "txn.tarpit");
      if (!onlyStatus(reply)) throw new TypeError("txn.tarpit: only a status can be given");
      decision.tarpit(integer(reply.status === undefined ? 500 : reply.status, "txn.tarpit: status", 200, 599));
    }
    return(reply) {
      giveReply(reply, "txn.return", 200);
      decision.returnReply();
    }
    redirect(url, code = 302) {
      if (![301, 302, 303, 307, 308].includes(code))
        throw new RangeError(`txn.redirect: code is ${show(code)} (expected 301, 302, 303, 307 or 308)`);
      decision.redirect(text(url, "txn.redirect: url"), code);
    }
    set_log(level, fields) {
      if (level !== undefined && level !== null) decision.setLogLevel(text(level, "txn.set_log: level"));
      if (fields !== undefined) logFields(fields, "txn.set_log");
    }
  }

  const response = new Response();
  const txn = new Transaction();

  // ---- samples: made when they are first asked for

  let fetches;
  let textFetches;
  let converters;

  const table = (names, make) => {
    const functions = Object.create(null);
    names.split(",").forEach((name, index) => (functions[name] ??= make(index, name)));
    return Object.freeze(functions);
  };
  // What stands between arguments is no character, so that no text holds it.
  const joined = (values, name) => {
    let all = "";
    for (let i = 0; i < values.length; i++) all += (i === 0 ? "" : "\uffff") + text(values[i], `${name}: argument ${i + 1}`);
    return all;
  };
  const makeFetches = () =>
    table(samples.fetchNames(), (index, name) =>
      counterNames.includes(name)
        ? globalThis[name]
        : (...values) =>
            undef(samples.fetch(index, values.length, joined(values, name))));
  const asText = (value) =>
    value === undefined ? "" : value === true ? "1" : value === false ? "0" : String(value);
  const makeTextFetches = () => {
    const functions = Object.create(null);
    for (const [name, fetch] of Object.entries(txn.f)) functions[name] = (...values) => asText(fetch(...values));
    return Object.freeze(functions);
  };
  const convertible = (value, name) => {
    if (typeof value === "string" || typeof value === "boolean" || Number.isSafeInteger(value)) return value;
    throw new TypeError(`${name}: ${show(value)} cannot be converted (expected a string, an integer or a boolean)`);
  };
  const makeConverters = () =>
    table(samples.converterNames(), (index, name) => (value, ...values) =>
      value === undefined || value === null
        ? undefined
        : undef(samples.convert(index, convertible(value, name), values.length, joined(values, name))));

  const logFields = (fields, what) => {
    if (fields === null || typeof fields !== "object" || Array.isArray(fields))
      throw new TypeError(`${what}: ${show(fields)} (expected an object of fields)`);
    for (const name of Object.keys(fields)) {
      const value = fields[name];
      if (value !== undefined && value !== null) decision.logField(name, text(value, `${what}: field ${name}`));
    }
  };

  for (const type of [Headers, Cookies, Request, Response, Connection, Transaction]) Object.freeze(type.prototype);

  // ---- what hooks give back: the slow half of the drivers

  const unexpected = (hook, value, expected) => {
    if (value !== null && typeof value === "object" && typeof value.then === "function")
      throw new TypeError(`${hook} gave back a promise: it may not await`);
    throw new TypeError(`${hook} gave back ${show(value)} (expected ${expected})`);
  };

  return Object.freeze({
    txn,
    backend(value) {
      if (typeof value === "string") return decision.useBackend(value);
      if (!Array.isArray(value)) unexpected("use_backend", value, "a backend's name, a list of names, or nothing");
      for (const name of value)
        if (globalThis.nbsrv(text(name, "a name in use_backend's list")) > 0) return decision.useBackend(name);
    },
    verdict(value, hook) {
      if (value === null) return;
      if (typeof value !== "object" || typeof value.then === "function" || Array.isArray(value))
        unexpected(hook, value, "nothing or a reply");
      giveReply(value, hook, 200);
      decision.replyGivenBack();
    },
    errorEvent: () => Object.freeze({ status: decision.errorStatus(), cause: decision.errorCause(), term: decision.errorTerm() }),
    errorReply(value) {
      if (value === null) return;
      if (typeof value !== "object" || typeof value.then === "function" || Array.isArray(value))
        unexpected("http_error", value, "a reply or nothing");
      giveReply(value, "http_error", decision.errorStatus());
      decision.errorReplyGivenBack();
    },
    logged(value) {
      if (value === null || value === true) return;
      if (value === false) return decision.noLogLine();
      if (typeof value !== "object" || typeof value.then === "function" || Array.isArray(value))
        unexpected("log", value, "an object of fields, or false for no line");
      logFields(value, "log");
    },
  });
});
