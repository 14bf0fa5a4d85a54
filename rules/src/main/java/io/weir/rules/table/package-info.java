/** Stick tables: what is remembered of keys such as client addresses, and counted for them. */
@NullMarked
package io.weir.rules.table;

import org.jspecify.annotations.NullMarked;
