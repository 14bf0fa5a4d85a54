package io.weir.rules.lang;

import org.jspecify.annotations.Nullable;

/**
 * Why an action of HAProxy is refused.
 *
 * @param lacks what it needs and Weir does not have
 * @param instead what to write in its place; empty: nothing does the same
 *     <p>Any thread; immutable.
 */
record UnbuiltAction(String lacks, String instead) {
    /** What the names of actions begin with that Lua defines. */
    static final String LUA = "lua.";

    private static final String RULES = "'rules FILE' with a hook in JavaScript";

    /** That of the action with that name, or null. */
    static @Nullable UnbuiltAction of(String name) {
        if (name.startsWith(LUA)) return new UnbuiltAction("there is no Lua", RULES);
        return switch (name) {
            case "cache-use", "cache-store" -> new UnbuiltAction("there is no cache", "");
            case "do-resolve" ->
                new UnbuiltAction("there are no 'resolvers'", "'set-dst' with an address that is known");
            case "use-service" -> new UnbuiltAction("there are no services", "'http-request return' or " + RULES);
            case "send-spoe-group" -> new UnbuiltAction("there is no 'filter spoe'", RULES);
            case "ot-group" -> new UnbuiltAction("there is no 'filter opentracing'", RULES);
            case "expect-netscaler-cip" ->
                new UnbuiltAction("NetScaler's header is not read", "the PROXY protocol on the sender's side");
            default -> null;
        };
    }
}
