package io.weir.engine.admin;

/**
 * One field of {@code show info} (management guide section 9.2). Any thread; immutable.
 *
 * @param position HAProxy's number of the field
 * @param tags origin, nature and scope, one letter each
 * @param type {@code u32}, {@code u64} or {@code str}
 */
record InfoField(int position, String name, String tags, String type, String value) {
    String plain() {
        return name + ": " + value + "\n";
    }

    String typed() {
        return position + "." + name + ".1:" + tags + ":" + type + ":" + value + "\n";
    }

    String json() {
        return "{\"field\":{\"pos\":" + position + ",\"name\":\"" + name
                + "\"},\"processNum\":1,\"tags\":{\"origin\":\"" + origin() + "\",\"nature\":\"" + nature()
                + "\",\"scope\":\"" + scope() + "\"},\"value\":{\"type\":\"" + type + "\",\"value\":" + jsonValue()
                + "}}";
    }

    private String jsonValue() {
        return type.equals("str") ? '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : value;
    }

    private String origin() {
        return switch (tags.charAt(0)) {
            case 'M' -> "Metric";
            case 'S' -> "Status";
            case 'K' -> "Key";
            case 'C' -> "Config";
            default -> "Product";
        };
    }

    private String nature() {
        return switch (tags.charAt(1)) {
            case 'A' -> "Age";
            case 'a' -> "Avg";
            case 'C' -> "Counter";
            case 'D' -> "Duration";
            case 'G' -> "Gauge";
            case 'L' -> "Limit";
            case 'M' -> "Max";
            case 'm' -> "Min";
            case 'N' -> "Name";
            case 'R' -> "Rate";
            case 'T' -> "Time";
            default -> "Output";
        };
    }

    private String scope() {
        return switch (tags.charAt(2)) {
            case 'C' -> "Cluster";
            case 'P' -> "Process";
            default -> "Service";
        };
    }
}
