// Which requests are told to come back later. Change a number and save: the next request is decided by it.

export function use_backend(txn) {
  // Work is limited by requests in flight and by free slots, never by connections: a client that only keeps its
  // connection open does no harm.
  if (fe_req_cur() >= 100 || be_conn_free("app") === 0) return "busy";
} // nothing returned: default_backend decides

export function http_error(txn, err) {
  if (err.cause === "queue_timeout" || err.cause === "queue_full")
    return { status: 503, headers: { "retry-after": "2" }, body: "We are busy, come back in a moment.\n" };
} // nothing returned: the errorfile
