package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.Phase;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class UnbuiltActionTest {
    @Test
    void whoeverReadsARefusedActionLearnsWhatItWouldNeed() {
        for (Phase phase : Phase.values())
            for (String name : haproxys(phase).names()) {
                boolean built =
                        ActionTable.reader(phase, name) != null || ActionTable.reader(phase, name + "0") != null;
                if (!built) assertNotNull(UnbuiltAction.of(name), phase.keyword() + " " + name);
            }
    }

    private static HaproxyKeywords haproxys(Phase phase) {
        return HaproxyKeywords.valueOf(
                phase.keyword().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
    }
}
