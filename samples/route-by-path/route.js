// Routes by path, the longest prefix first. Paths that nobody names go to default_backend.
import { backendOf } from "./routes.js";

export function http_request(txn) {
  // /api/v1 has moved: old clients are told once, and remember it.
  if (txn.req.path.startsWith("/api/v1/")) txn.redirect("/api/v2/" + txn.req.path.slice("/api/v1/".length), 308);
}

export function use_backend(txn) {
  return backendOf(txn.req.path);
}
