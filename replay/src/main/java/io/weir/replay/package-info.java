/** Captures, the replayer, the difference between two versions of the rules, and coverage. */
@NullMarked
package io.weir.replay;

import org.jspecify.annotations.NullMarked;
