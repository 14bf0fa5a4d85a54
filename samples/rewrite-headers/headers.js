// Headers that belong to us are never taken from a client, and what servers say about themselves stays inside.

export function http_request(txn) {
  const { headers } = txn.req;
  for (const [name] of [...headers]) if (name.toLowerCase().startsWith("x-internal-")) headers.delete(name);
  if (!/^[\w-]{8,64}$/.test(headers.get("x-request-id") ?? "")) headers.set("x-request-id", crypto.randomUUID());
  txn.var("txn.id", headers.get("x-request-id"));
}

export function http_response(txn) {
  const { headers } = txn.res;
  headers.delete("x-powered-by");
  headers.set("x-request-id", txn.var("txn.id"));
  if (!headers.has("x-content-type-options")) headers.set("x-content-type-options", "nosniff");
  headers.replace("location", /^http:\/\/app\.internal(?::\d+)?(\/.*)$/, "https://shop.example\\1");
}

export function log(txn) {
  return { request_id: txn.var("txn.id") };
}
