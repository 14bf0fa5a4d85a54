package io.weir.rules.sample;

import java.util.Map;

/**
 * Properties of MQTT 5.0 (section 2.2.2.2) by their numbers, as far as one place may have them.
 *
 * @param kinds of those that may stand there, with what is legal
 *     <p>Any thread; immutable.
 */
record MqttProperties(Map<Integer, Kind> kinds) {
    static final int USER_PROPERTY = 38;
    static final MqttProperties CONNECT = new MqttProperties(Map.of(
            17,
            Kind.FOUR_BYTES,
            33,
            Kind.TWO_BYTES_NOT_ZERO,
            39,
            Kind.FOUR_BYTES_NOT_ZERO,
            34,
            Kind.TWO_BYTES,
            25,
            Kind.FLAG,
            23,
            Kind.FLAG,
            USER_PROPERTY,
            Kind.PAIR,
            21,
            Kind.TEXT,
            22,
            Kind.TEXT));
    static final MqttProperties WILL = new MqttProperties(Map.of(
            24,
            Kind.FOUR_BYTES,
            1,
            Kind.FLAG,
            2,
            Kind.FOUR_BYTES,
            3,
            Kind.TEXT,
            8,
            Kind.TEXT,
            9,
            Kind.TEXT,
            USER_PROPERTY,
            Kind.PAIR));
    static final MqttProperties CONNACK = new MqttProperties(Map.ofEntries(
            Map.entry(17, Kind.FOUR_BYTES),
            Map.entry(33, Kind.TWO_BYTES_NOT_ZERO),
            Map.entry(36, Kind.FLAG),
            Map.entry(37, Kind.FLAG),
            Map.entry(39, Kind.FOUR_BYTES_NOT_ZERO),
            Map.entry(18, Kind.TEXT_NOT_EMPTY),
            Map.entry(34, Kind.TWO_BYTES),
            Map.entry(31, Kind.TEXT),
            Map.entry(40, Kind.FLAG),
            Map.entry(41, Kind.FLAG),
            Map.entry(42, Kind.FLAG),
            Map.entry(19, Kind.TWO_BYTES),
            Map.entry(26, Kind.TEXT),
            Map.entry(28, Kind.TEXT),
            Map.entry(USER_PROPERTY, Kind.PAIR),
            Map.entry(21, Kind.TEXT),
            Map.entry(22, Kind.TEXT)));

    /** What a property holds. */
    enum Kind {
        /** One byte, 0 or 1. */
        FLAG(1),
        TWO_BYTES(2),
        TWO_BYTES_NOT_ZERO(2),
        FOUR_BYTES(4),
        FOUR_BYTES_NOT_ZERO(4),
        TEXT(0),
        TEXT_NOT_EMPTY(0),
        /** Two texts; may stand there several times. */
        PAIR(0);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }

        /** How many bytes; 0: as many as it says itself. */
        int bytes() {
            return bytes;
        }

        boolean allows(long number) {
            return switch (this) {
                case FLAG -> number <= 1;
                case TWO_BYTES_NOT_ZERO, FOUR_BYTES_NOT_ZERO -> number > 0;
                case TWO_BYTES, FOUR_BYTES, TEXT, TEXT_NOT_EMPTY, PAIR -> true;
            };
        }
    }
}
