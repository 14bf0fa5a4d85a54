/** The configuration as checked records. */
@NullMarked
package io.weir.rules.config;

import org.jspecify.annotations.NullMarked;
