package io.weir.rules;

/** All scripts of one version on one event loop. Made, used and closed by that loop's thread. Loop-confined. */
public interface Hooks extends AutoCloseable {
    /** The hooks of that frontend or backend; {@link ProxyHooks#NONE} when it has none. */
    ProxyHooks of(String proxy);

    @Override
    void close();
}
