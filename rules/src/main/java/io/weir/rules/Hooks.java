package io.weir.rules;

/** All scripts of one version on one event loop. Made, used and closed by that loop's thread. Loop-confined. */
public interface Hooks extends AutoCloseable {
    /** The hooks of that frontend, or of the client side of a {@code listen}; {@link ProxyHooks#NONE} when it has none. */
    ProxyHooks ofFrontend(String name);

    /** The hooks of that backend, which may bear the name of a frontend; {@link ProxyHooks#NONE} when it has none. */
    ProxyHooks ofBackend(String name);

    /** The hooks of the frontend of that name or else of the backend. Goes away: ask for the side that is meant. */
    default ProxyHooks of(String proxy) {
        ProxyHooks found = ofFrontend(proxy);
        return found == ProxyHooks.NONE ? ofBackend(proxy) : found;
    }

    @Override
    void close();
}
