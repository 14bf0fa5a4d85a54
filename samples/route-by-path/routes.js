// Which backend answers which paths. A path belongs to a prefix when it is that prefix or goes on with a slash.
const ROUTES = [
  ["/api", "api"],
  ["/static", "static"],
  ["/favicon.ico", "static"],
];

export function backendOf(path) {
  for (const [prefix, backend] of ROUTES)
    if (path === prefix || path.startsWith(prefix + "/")) return backend;
  return undefined;
}
