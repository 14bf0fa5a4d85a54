/** What is counted, and how an exchange ended. Native and exact; scripts only read. */
@NullMarked
package io.weir.engine.account;

import org.jspecify.annotations.NullMarked;
