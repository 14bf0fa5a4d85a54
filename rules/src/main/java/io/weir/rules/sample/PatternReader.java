package io.weir.rules.sample;

import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternIndex;
import io.weir.rules.pattern.PatternRef;

/**
 * A reference as one ACL or map looks things up in it.
 *
 * @param slot where the reference has the index for it
 *     <p>Any thread.
 */
public record PatternReader(PatternRef ref, int slot) {
    /** @throws PatternException when the reference has entries that cannot be compared that way */
    public static PatternReader of(PatternRef ref, PatternMatch match) throws PatternException {
        return new PatternReader(ref, ref.slot(match));
    }

    PatternIndex index() {
        return ref.index(slot);
    }
}
