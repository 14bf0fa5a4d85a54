/** One request on its way: rules, backend, slot, server, response, account. */
@NullMarked
package io.weir.engine.exchange;

import org.jspecify.annotations.NullMarked;
