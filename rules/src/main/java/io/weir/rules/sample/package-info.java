/** Sample fetches, converters, conditions and log formats. */
@NullMarked
package io.weir.rules.sample;

import org.jspecify.annotations.NullMarked;
