/** The weir command and what its subcommands do. */
@NullMarked
package io.weir.cli;

import org.jspecify.annotations.NullMarked;
