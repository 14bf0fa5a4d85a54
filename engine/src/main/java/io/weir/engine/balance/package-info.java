/** Which server gets a request, its slot taken in the same step. */
@NullMarked
package io.weir.engine.balance;

import org.jspecify.annotations.NullMarked;
