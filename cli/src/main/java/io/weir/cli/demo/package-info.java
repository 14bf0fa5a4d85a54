/** What the demo brings along beside Weir itself: servers, clients and a table to look at. */
@NullMarked
package io.weir.cli.demo;

import org.jspecify.annotations.NullMarked;
