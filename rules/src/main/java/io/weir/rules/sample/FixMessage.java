package io.weir.rules.sample;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of the Financial Information eXchange protocol: tags and values, each with a byte 1 behind it. Confined to one conversion. */
final class FixMessage {
    private static final char DELIMITER = 1;
    private static final int SHORTEST = 26;
    private static final int BEGIN_STRING = 8;
    private static final int BODY_LENGTH = 9;
    private static final int CHECK_SUM = 10;
    private static final int MSG_TYPE = 35;
    private static final Map<String, Integer> TAGS = Map.of(
            "beginstring", BEGIN_STRING,
            "bodylength", BODY_LENGTH,
            "checksum", CHECK_SUM,
            "msgtype", MSG_TYPE,
            "sendercompid", 49,
            "targetcompid", 56);
    /** The last tag of each version; those of 5.0 share one name. */
    private static final Map<String, Integer> LAST_TAGS =
            Map.of("FIX.4.0", 140, "FIX.4.1", 211, "FIX.4.2", 446, "FIX.4.3", 659, "FIX.4.4", 956, "FIXT.1.1", 1621);

    private final String bytes;
    private int start;
    private int equals;
    private int end;

    FixMessage(String bytes) {
        this.bytes = bytes;
    }

    /** The number of a tag, which may be given by its name. */
    static int tag(String text) throws BadArgumentException {
        Integer named = TAGS.get(text.toLowerCase(Locale.ROOT));
        int tag = named == null ? number(text) : named;
        if (tag == 0)
            throw new BadArgumentException(
                    "'" + text + "' is no FIX tag",
                    "a number, BeginString, BodyLength, CheckSum, MsgType, SenderCompID or TargetCompID");
        return tag;
    }

    /** Digits and nothing else, without their overflow; 0 for anything else. */
    private static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return 0;
            number = number * 10 + digit;
        }
        return number;
    }

    /** The value of a tag; null when it is not there or empty, or when the message is wrong before it. */
    @Nullable String value(int tag) {
        while (readField()) {
            int id = number(tag());
            if (id == tag) return end == equals + 1 ? null : bytes.substring(equals + 1, end);
            if (id == 0 || equals == start || id == CHECK_SUM) return null;
            start = end + 1;
        }
        return null;
    }

    /** Null when there are too few bytes to say. */
    @Nullable Boolean isValid() {
        if (bytes.length() < SHORTEST) return null;
        int last = Integer.MAX_VALUE;
        int bodyStart = 0;
        int bodyLength = 0;
        for (int count = 1; readField(); count++) {
            int id = number(tag());
            boolean known = id > 0 && (id <= last || id >= 10000 && id <= 19999);
            if (!known || !isInPlace(count, id)) return false;
            String value = bytes.substring(equals + 1, end);
            if (count == 1) {
                Integer lastTag = LAST_TAGS.get(value);
                if (lastTag == null) return false;
                last = lastTag;
            } else if (count == 2) {
                bodyLength = number(value);
                bodyStart = end + 1;
                if (bodyLength == 0) return false;
            } else if (count > 3 && id == CHECK_SUM) {
                return bodyLength == start - bodyStart && value.length() == 3 && number(value) == sum(start);
            }
            start = end + 1;
        }
        return start < bytes.length() || bodyStart > 0 ? null : (Boolean) false;
    }

    private static boolean isInPlace(int count, int tag) {
        return switch (count) {
            case 1 -> tag == BEGIN_STRING;
            case 2 -> tag == BODY_LENGTH;
            case 3 -> tag == MSG_TYPE;
            default -> true;
        };
    }

    /** Finds the tag and the value that begin here; false when they do not end. */
    private boolean readField() {
        equals = bytes.indexOf('=', start);
        end = equals < 0 ? -1 : bytes.indexOf(DELIMITER, equals);
        return end >= 0;
    }

    private String tag() {
        return bytes.substring(start, equals);
    }

    private int sum(int to) {
        int sum = 0;
        for (int i = 0; i < to; i++) sum += bytes.charAt(i);
        return sum & 0xff;
    }
}
