package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.Phase;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnbuiltActionTest {
    /** Their addresses are read together with the PROXY protocol. */
    private static final Set<String> OF_ADDRESSES =
            Set.of("expect-proxy", "set-src", "set-src-port", "set-dst", "set-dst-port");

    @Test
    void whoeverReadsARefusedActionLearnsWhatItWouldNeed() {
        for (Phase phase : Phase.values())
            for (String name : haproxys(phase).names()) {
                boolean built = ActionTable.reader(phase, name) != null
                        || ActionTable.reader(phase, name + "0") != null
                        || OF_ADDRESSES.contains(name);
                if (!built) assertNotNull(UnbuiltAction.of(name), phase.keyword() + " " + name);
            }
    }

    private static HaproxyKeywords haproxys(Phase phase) {
        return HaproxyKeywords.valueOf(
                phase.keyword().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
    }
}
