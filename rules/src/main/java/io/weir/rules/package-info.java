/** What a rule sees and decides: the message model, the transaction, and the port that scripts implement. */
@NullMarked
package io.weir.rules;

import org.jspecify.annotations.NullMarked;
