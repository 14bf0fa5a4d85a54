package io.weir.rules;

/** What a configuration without scripts has. Any thread. */
final class NoScripts implements Scripts, Hooks {
    @Override
    public long version() {
        return 0;
    }

    @Override
    public Hooks open() {
        return this;
    }

    @Override
    public ProxyHooks ofFrontend(String name) {
        return ProxyHooks.NONE;
    }

    @Override
    public ProxyHooks ofBackend(String name) {
        return ProxyHooks.NONE;
    }

    @Override
    public void close() {}
}
