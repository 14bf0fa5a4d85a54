package io.weir.rules.sample;

import java.util.List;
import java.util.Locale;

/** A kind of MQTT packet with its number, and the fields that may be asked for (MQTT 5.0 section 2.1.2). Any thread. */
enum MqttType {
    CONNECT(
            1,
            0,
            "protocol_name protocol_version flags keepalive 17 33 39 34 25 23 38 21 22 client_identifier 24 1 2 3 8 9"
                    + " will_topic will_payload username password"),
    CONNACK(2, 0, "flags protocol_version reason_code 17 33 36 37 39 18 34 31 40 41 42 19 26 28 38 21 22"),
    PUBLISH(3, 15, "1 2 3 8 9 11 35 38"),
    PUBACK(4, 0, "reason_code 31 38"),
    PUBREC(5, 0, "reason_code 31 38"),
    PUBREL(6, 2, "reason_code 31 38"),
    PUBCOMP(7, 0, "reason_code 31 38"),
    SUBSCRIBE(8, 2, "11 38"),
    SUBACK(9, 0, "31 38"),
    UNSUBSCRIBE(10, 2, "38"),
    UNSUBACK(11, 0, "31 38"),
    PINGREQ(12, 0, ""),
    PINGRESP(13, 0, ""),
    DISCONNECT(14, 0, "reason_code 17 28 31 38"),
    AUTH(15, 0, "21 22 31 38");

    private final int number;
    private final int flags;
    private final String fields;

    /**
     * @param number the upper half of a packet's first byte
     * @param flags what the lower half of a packet's first byte must be
     * @param fields names, and numbers of properties
     */
    MqttType(int number, int flags, String fields) {
        this.number = number;
        this.flags = flags;
        this.fields = fields;
    }

    /** The kind of that name or number. */
    static MqttType of(String text) throws BadArgumentException {
        for (MqttType type : values())
            if (type.name().equalsIgnoreCase(text)
                    || Integer.toString(type.number).equals(text)) return type;
        throw new BadArgumentException("'" + text + "' is no MQTT packet", "such as CONNECT, or 1 to 15");
    }

    /** The kind of a packet by its first byte, if that is legal. */
    boolean isOf(char first) {
        return first >> 4 == number && (first & 15) == flags;
    }

    /** The name of a field of this kind, which is checked. */
    String field(String text) throws BadArgumentException {
        String field = text.toLowerCase(Locale.ROOT);
        if (field.isEmpty() || !List.of(fields.split(" ")).contains(field))
            throw new BadArgumentException("'" + text + "' is no field of " + this, fields.replace(" ", ", "));
        return field;
    }
}
