/** A server while the proxy runs: state, slots, counters. */
@NullMarked
package io.weir.engine.server;

import org.jspecify.annotations.NullMarked;
