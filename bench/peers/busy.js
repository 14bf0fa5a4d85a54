export function use_backend(txn) {
  if (fe_conn() >= 3000 || be_conn_free("app") === 0) return "busy";
}
