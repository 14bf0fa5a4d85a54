// A WebSocket begins as a request that asks to be upgraded (RFC 6455 section 4.1).
const isWebSocket = (req) => (req.headers.get("upgrade") ?? "").toLowerCase() === "websocket";

export function use_backend(txn) {
  if (isWebSocket(txn.req)) return "chat";
}

export function http_error(txn, err) {
  if (txn.be === "chat" && err.cause === "queue_timeout")
    return { status: 503, headers: { "retry-after": "30" }, body: "All seats are taken.\n" };
}
