/** The runtime API of the stats socket. */
@NullMarked
package io.weir.engine.admin;

import org.jspecify.annotations.NullMarked;
