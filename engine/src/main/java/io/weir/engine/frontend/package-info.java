/** Client connections: what comes in is cut into requests, each handed to an exchange. */
@NullMarked
package io.weir.engine.frontend;

import org.jspecify.annotations.NullMarked;
