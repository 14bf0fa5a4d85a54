package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.FIELD_PATH;
import static io.weir.rules.sample.ArgumentType.STRING;
import static io.weir.rules.sample.SampleType.BIN;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.STR;

/** Messages of other protocols: FIX, MQTT, Protocol Buffers (configuration manual section 7.3.1). Any thread. */
final class MessageConverters {
    private MessageConverters() {}

    static void addTo(Converters.Table table) {
        table.add("fix_is_valid", BIN, BOOL, value -> new FixMessage((String) value).isValid());
        table.add("fix_tag_value", BIN, BIN, Signature.required(STRING), a -> {
            int tag = FixMessage.tag(a.text(0));
            return (value, txn) -> new FixMessage((String) value).value(tag);
        });
        table.add("mqtt_is_valid", BIN, BOOL, value -> MqttPacket.isValid((String) value));
        table.add("mqtt_field_value", BIN, STR, Signature.required(STRING, STRING), a -> {
            MqttType type = MqttType.of(a.text(0));
            String field = type.field(a.text(1));
            return (value, txn) -> MqttPacket.value((String) value, type, field);
        });
        Signature field = Signature.of(1, FIELD_PATH, STRING);
        table.add("protobuf", BIN, BIN, field, a -> {
            ProtobufField wanted = ProtobufField.of(a);
            return (value, txn) -> wanted.in((String) value);
        });
        table.add("ungrpc", BIN, BIN, field, a -> {
            ProtobufField wanted = ProtobufField.of(a);
            return (value, txn) -> wanted.inGrpc((String) value);
        });
    }
}
