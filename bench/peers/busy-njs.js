function backend(r) {
    return Number(r.variables.connections_active) >= 3000 ? "busy" : "app";
}
export default { backend };
