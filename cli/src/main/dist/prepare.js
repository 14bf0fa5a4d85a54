// The rule of the rehearsal: enough of what rules use for the launcher's cache to know it.
export function use_backend(txn) {
  if (be_conn_free("rehearsal") === 0 || fe_req_cur() >= 100000 || txn.req.path === "/none") return "nowhere";
}

export function http_request(txn) {
  txn.req.headers.set("x-rehearsal", String(fe_conn()));
}

export function http_response(txn) {
  if (txn.res.headers.has("server")) txn.res.headers.delete("server");
}
