/** Password hashes. */
@NullMarked
package io.weir.cli.crypt;

import org.jspecify.annotations.NullMarked;
