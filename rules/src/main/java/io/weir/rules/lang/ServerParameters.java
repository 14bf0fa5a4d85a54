package io.weir.rules.lang;

import java.util.List;

/**
 * What a {@code server} or {@code default-server} line says (configuration manual section 5.2). Any thread; immutable.
 */
record ServerParameters(int maxConnections, int maxQueue, int weight, boolean backup, boolean disabled) {
    static final ServerParameters INITIAL = new ServerParameters(0, 0, 1, false, false);

    private static final int MAX_WEIGHT = 256;
    private static final List<String> NAMES =
            List.of("maxconn", "maxqueue", "weight", "backup", "no-backup", "disabled", "enabled");

    /** These with what the rest of the line says. */
    ServerParameters read(Line line) {
        int connections = maxConnections;
        int queue = maxQueue;
        int share = weight;
        boolean spare = backup;
        boolean off = disabled;
        while (line.words.hasNext()) {
            var parameter = line.words.take();
            switch (parameter.text()) {
                case "maxconn" -> connections = line.number(0, Integer.MAX_VALUE);
                case "maxqueue" -> queue = line.number(0, Integer.MAX_VALUE);
                case "weight" -> share = line.number(0, MAX_WEIGHT);
                case "backup" -> spare = true;
                case "no-backup" -> spare = false;
                case "disabled" -> off = true;
                case "enabled" -> off = false;
                default -> throw UnknownWord.parameter(line, parameter, HaproxyKeywords.SERVER, NAMES);
            }
        }
        return new ServerParameters(connections, queue, share, spare, off);
    }
}
