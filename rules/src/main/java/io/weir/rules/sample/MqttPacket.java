package io.weir.rules.sample;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One packet of MQTT 3.1, 3.1.1 or 5.0, of which only CONNECT and CONNACK are read, as in HAProxy. Confined to one
 * conversion.
 */
final class MqttPacket {
    private static final int SHORTEST = 2;
    private static final int VERSION_5 = 5;
    private static final int WILL = 0x04;
    private static final int WILL_QOS = 0x18;
    private static final int WILL_RETAIN = 0x20;
    private static final int PASSWORD = 0x40;
    private static final int USERNAME = 0x80;

    private final MqttBytes in;
    private final Map<String, Object> fields = new HashMap<>();

    private MqttPacket(String bytes) {
        in = new MqttBytes(bytes);
    }

    /** How much is known of a packet. */
    private enum State {
        VALID,
        INVALID,
        INCOMPLETE
    }

    /** Null when there are too few bytes to say. */
    static @Nullable Boolean isValid(String bytes) {
        State state = new MqttPacket(bytes).read(bytes);
        return state == State.INCOMPLETE ? null : (Boolean) (state == State.VALID);
    }

    /** A field of a valid packet as text; null when it is another packet, or the field is empty or not there. */
    static @Nullable String value(String bytes, MqttType type, String field) {
        if (bytes.isEmpty() || !type.isOf(bytes.charAt(0))) return null;
        var packet = new MqttPacket(bytes);
        if (packet.read(bytes) != State.VALID) return null;
        Object value = packet.fields.get(field);
        return value == null || value.equals("") ? null : value.toString();
    }

    private State read(String bytes) {
        if (bytes.length() < SHORTEST) return State.INCOMPLETE;
        boolean known = false;
        for (MqttType type : MqttType.values()) known |= type.isOf(bytes.charAt(0));
        if (!known) return State.INVALID;
        in.number(1);
        long length = in.varint();
        if (in.failed()) return State.INVALID;
        if (in.left() < length) return State.INCOMPLETE;
        int before = in.left();
        State state = State.INVALID;
        if (MqttType.CONNECT.isOf(bytes.charAt(0))) state = connect() ? State.VALID : State.INVALID;
        if (MqttType.CONNACK.isOf(bytes.charAt(0))) state = connack();
        return state == State.VALID && (in.failed() || before - in.left() != length) ? State.INVALID : state;
    }

    private boolean connect() {
        String protocol = in.text();
        fields.put("protocol_name", protocol);
        if (!protocol.equalsIgnoreCase("MQTT") && !protocol.equalsIgnoreCase("MQIsdp")) return false;
        long version = number("protocol_version", 1);
        if (version < 3 || version > VERSION_5) return false;
        int flags = (int) number("flags", 1);
        boolean qosAlone = (flags & (WILL | WILL_QOS | WILL_RETAIN)) == WILL_QOS;
        if (in.failed() || (flags & 1) != 0 || qosAlone) return false;
        number("keepalive", 2);
        if (version == VERSION_5 && !properties(MqttProperties.CONNECT)) return false;
        if (isEmpty("21") && !isEmpty("22")) return false; // authentication data without its method
        text("client_identifier");
        if (version == VERSION_5 && (flags & WILL) != 0 && !properties(MqttProperties.WILL)) return false;
        if ((flags & WILL) != 0) {
            text("will_topic");
            text("will_payload");
        }
        if ((flags & USERNAME) != 0) text("username");
        if ((flags & PASSWORD) != 0) text("password");
        return true;
    }

    private State connack() {
        if (in.left() < 2) return State.INVALID;
        boolean version5 = in.left() > 2;
        fields.put("protocol_version", version5 ? 5L : 4L);
        if (number("flags", 1) > 1) return State.INVALID;
        number("reason_code", 1);
        if (!version5) return State.VALID;
        if (properties(MqttProperties.CONNACK)) return State.VALID;
        return in.failed() ? State.INVALID : State.INCOMPLETE; // HAProxy waits for more behind an unknown property
    }

    private long number(String field, int bytes) {
        long number = in.number(bytes);
        fields.put(field, number);
        return number;
    }

    private void text(String field) {
        fields.put(field, in.text());
    }

    private boolean isEmpty(String field) {
        return fields.getOrDefault(field, "").equals("");
    }

    /** Reads properties with the length before them. Numbers that are not there are 0. */
    private boolean properties(MqttProperties legal) {
        legal.kinds().forEach((id, kind) -> {
            if (kind.bytes() > 0) fields.put(Integer.toString(id), 0L);
        });
        Set<Integer> seen = new HashSet<>();
        long length = in.varint();
        int end = in.left() - (int) length;
        if (in.failed() || end < 0) return in.fail();
        while (in.left() > end) {
            int id = (int) in.number(1);
            MqttProperties.Kind kind = legal.kinds().get(id);
            if (kind == null) return false;
            if (!seen.add(id) && id != MqttProperties.USER_PROPERTY) return in.fail();
            if (!property(Integer.toString(id), kind) || in.left() < end) return in.fail();
        }
        return true;
    }

    private boolean property(String field, MqttProperties.Kind kind) {
        if (kind.bytes() > 0) return kind.allows(number(field, kind.bytes())) && !in.failed();
        if (kind == MqttProperties.Kind.PAIR) {
            in.text();
            in.text();
            return !in.failed();
        }
        text(field);
        return !in.failed() && (kind != MqttProperties.Kind.TEXT_NOT_EMPTY || !isEmpty(field));
    }
}
