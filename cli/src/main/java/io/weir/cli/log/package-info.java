/** What the libraries and the engine have to say to an operator, on stderr, without the start-up time of a logging library. */
@NullMarked
package io.weir.cli.log;

import org.jspecify.annotations.NullMarked;
