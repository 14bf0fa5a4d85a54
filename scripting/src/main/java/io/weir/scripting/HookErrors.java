package io.weir.scripting;

import io.weir.rules.Hook;

/**
 * How often a hook has failed since the process started.
 *
 * @param proxy such as {@code frontend lb}
 * @param errors failures of any kind
 * @param cutOff those that ran too long or out of memory
 *     <p>Any thread.
 */
public record HookErrors(String proxy, Hook hook, long errors, long cutOff) {}
