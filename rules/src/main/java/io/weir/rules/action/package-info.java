/** Rule lines and what they do. */
@NullMarked
package io.weir.rules.action;

import org.jspecify.annotations.NullMarked;
