package io.weir.scripting;

import io.weir.rules.Place;
import org.graalvm.polyglot.Value;

/**
 * An exported hook in one context.
 *
 * @param driver calls it and takes its result down
 * @param place where it is defined
 *     <p>Loop-confined.
 */
record HookFunction(Value driver, Place place) {}
