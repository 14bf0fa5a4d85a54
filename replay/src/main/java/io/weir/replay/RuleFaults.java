package io.weir.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The failures of hooks, as their host tells of them, until they are put down to a request. Confined to the replaying thread. */
final class RuleFaults implements Consumer<String> {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void accept(String line) {
        lines.add(line);
    }

    /** What has failed since this was asked last. */
    List<String> take() {
        if (lines.isEmpty()) return List.of();
        var taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }
}
