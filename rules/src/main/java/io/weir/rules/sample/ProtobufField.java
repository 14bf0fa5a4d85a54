package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The converters {@code protobuf} and {@code ungrpc}: one field of a message of Protocol Buffers. Without a type it comes
 * as it is on the wire.
 *
 * @param path numbers of the fields that lead to it
 *     <p>Any thread; immutable.
 */
record ProtobufField(List<Integer> path, Type type) {
    private static final int GRPC_HEAD_BYTES = 5;

    /** How a field's bytes are to be read, and in which kinds of field on the wire. */
    enum Type {
        BINARY(-1),
        INT32(0),
        UINT32(0),
        SINT32(0),
        INT64(0),
        UINT64(0),
        SINT64(0),
        BOOL(0),
        ENUM(0),
        FIXED64(1),
        SFIXED64(1),
        DOUBLE(1),
        FIXED32(5),
        SFIXED32(5),
        FLOAT(5);

        private final int wireType;

        Type(int wireType) {
            this.wireType = wireType;
        }
    }

    static ProtobufField of(Arguments arguments) throws BadArgumentException {
        return new ProtobufField(arguments.numbers(0), arguments.has(1) ? type(arguments.text(1)) : Type.BINARY);
    }

    private static Type type(String name) throws BadArgumentException {
        for (Type type : Type.values())
            if (type != Type.BINARY && type.name().toLowerCase(Locale.ROOT).equals(name)) return type;
        String names = Arrays.stream(Type.values())
                .skip(1)
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new BadArgumentException("'" + name + "' is no type of Protocol Buffers", names);
    }

    @Nullable Object in(String message) {
        return found(new ProtobufReader(message, 0, message.length()), 0);
    }

    /** The field of the first of the gRPC messages that has it; each is preceded by a flag and its length. */
    @Nullable Object inGrpc(String messages) {
        for (int at = 0; messages.length() - at > GRPC_HEAD_BYTES; ) {
            int length = Addresses.bits(
                    messages.substring(at + 1, at + GRPC_HEAD_BYTES).getBytes(ISO_8859_1), 0);
            int start = at + GRPC_HEAD_BYTES;
            if (length < 0 || length > messages.length() - start) return null;
            Object found = found(new ProtobufReader(messages, start, start + length), 0);
            if (found != null) return found;
            at = start + length;
        }
        return null;
    }

    private @Nullable Object found(ProtobufReader reader, int step) {
        while (reader.next()) {
            if (reader.field() != path.get(step)) continue;
            if (step == path.size() - 1) return reader.value(type);
            Object found = reader.isMessage() ? found(reader.inside(), step + 1) : null;
            if (found != null) return found;
        }
        return null;
    }

    /** Whether fields of that kind on the wire can be read so. */
    static boolean fits(Type type, int wireType) {
        return type == Type.BINARY || type.wireType == wireType;
    }
}
