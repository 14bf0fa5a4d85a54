package io.weir.replay;

import io.weir.replay.LogField.Frame;
import io.weir.replay.LogField.Shape;
import io.weir.replay.LogField.Use;
import io.weir.replay.LoggedRequest.Part;
import io.weir.rules.CaptureSlots;
import io.weir.rules.Counter;
import io.weir.rules.sample.LogFlags;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the variables of a log format look like in a line and what they tell of the request (configuration manual section
 * 8.2.6). Confined to the replaying thread.
 */
final class FormatItems {
    private FormatItems() {}

    /** The field of a variable other than the blocks and lists of captures. */
    static LogField variable(String name, LogFlags flags) {
        return switch (name) {
            case "r" -> request(name, Shape.REQUEST, flags, (value, into) -> into.line(value));
            case "HM" -> request(name, Shape.WORD, flags, part(Part.METHOD));
            case "HU" -> request(name, Shape.WORD, flags, part(Part.TARGET));
            case "HP", "HPO" -> request(name, Shape.PATH, flags, part(Part.PATH));
            case "HQ" -> request(name, Shape.QUERY, flags, part(Part.QUERY));
            case "HV" -> request(name, Shape.WORD, flags, part(Part.VERSION));
            case "ci" -> address(name, flags, part(Part.CLIENT));
            case "fi" -> address(name, flags, part(Part.ADDRESS));
            case "si", "bi" -> address(name, flags, null);
            case "cp" -> number(name, flags, part(Part.CLIENT_PORT));
            case "fp" -> number(name, flags, part(Part.PORT));
            case "f", "ft" -> text(name, Shape.WORD, flags, (value, into) -> into.put(Part.FRONTEND, plain(value)));
            case "b" -> text(name, Shape.WORD, flags, part(Part.BACKEND));
            case "s" -> text(name, Shape.WORD, flags, part(Part.SERVER));
            case "tr" -> date(name, Shape.DATE, Part.REQUEST_DATE);
            case "trg", "trl" -> date(name, Shape.ZONED_DATE, Part.REQUEST_INSTANT);
            case "t" -> date(name, Shape.DATE, Part.ACCEPT_DATE);
            case "T", "Tl" -> date(name, Shape.ZONED_DATE, Part.ACCEPT_INSTANT);
            case "Ts" -> number(name, flags, part(Part.ACCEPT_SECONDS));
            case "ST" -> number(name, LogFlags.NONE, part(Part.STATUS));
            case "ac" -> counter(name, Counter.ACT_CONN);
            case "fc" -> counter(name, Counter.FE_CONN);
            case "bc" -> counter(name, Counter.BE_CONN);
            case "sc" -> counter(name, Counter.SRV_CONN);
            case "sq" -> number(name, LogFlags.NONE, part(Part.SERVER_QUEUE));
            case "bq" -> number(name, LogFlags.NONE, part(Part.BACKEND_QUEUE));
            case "CC" -> text(name, Shape.TEXT, flags, (value, into) -> into.cookie(value));
            case "CS", "ID", "H" -> text(name, Shape.TEXT, flags, null);
            case "sslc", "sslv" -> text(name, Shape.WORD, flags, null);
            case "ts", "tsc" -> text(name, Shape.WORD, LogFlags.NONE, null); // whatever flags they have
            case "ms", "pid", "rt", "lc", "sp", "bp" -> number(name, flags, null);
            default -> number(name, LogFlags.NONE, null);
        };
    }

    /** The captured headers between braces. */
    static LogField block(String name, LogFlags flags, List<CaptureSlots.Slot> slots) {
        var frame = flags.quoted() ? flags.escaped() ? Frame.ESCAPED_QUOTED : Frame.QUOTED : Frame.BARE;
        var encoding = encoding(flags);
        Use use = name.equals("hr") ? (value, into) -> captured(value, slots, encoding, into) : null;
        return new LogField("%" + name, Shape.BLOCK, frame, UnaryOperator.identity(), use);
    }

    /** One of the list of captured headers. */
    static LogField listed(String name, LogFlags flags, CaptureSlots.Slot slot) {
        boolean told = name.equals("hrl") && !slot.name().isEmpty();
        var shape = slot.name().equalsIgnoreCase("host") ? Shape.WORD : Shape.HEADER;
        return new LogField(
                "%" + name,
                shape,
                frame(flags, Frame.QUOTED),
                encoding(flags),
                told ? (value, into) -> into.header(slot.name(), value) : null);
    }

    static LogField text(String name, Shape shape, LogFlags flags, @Nullable Use use) {
        return new LogField("%" + name, shape, frame(flags, Frame.LOOSELY_QUOTED), decoder(flags), use);
    }

    static LogField address(String name, LogFlags flags, @Nullable Use use) {
        if (flags.hexadecimal())
            return new LogField("%" + name, Shape.HEXADECIMAL, Frame.DASHED, FormatItems::hexAddress, use);
        return new LogField("%" + name, Shape.ADDRESS, frame(flags, Frame.QUOTED), UnaryOperator.identity(), use);
    }

    static LogField number(String name, LogFlags flags, @Nullable Use use) {
        if (!flags.hexadecimal())
            return new LogField("%" + name, Shape.NUMBER, Frame.DASHED, UnaryOperator.identity(), use);
        return new LogField("%" + name, Shape.HEXADECIMAL, Frame.DASHED, FormatItems::hex, use);
    }

    static Use part(Part part) {
        return (value, into) -> into.put(part, value);
    }

    private static LogField counter(String name, Counter counter) {
        return number(name, LogFlags.NONE, (value, into) -> into.count(new CounterName(counter, "", ""), value));
    }

    private static LogField date(String name, Shape shape, Part part) {
        return new LogField("%" + name, shape, Frame.BARE, UnaryOperator.identity(), part(part));
    }

    /** A part of a request, which is never a dash. */
    private static LogField request(String name, Shape shape, LogFlags flags, Use use) {
        var framed = frame(flags, Frame.QUOTED);
        return new LogField("%" + name, shape, framed == Frame.DASHED ? Frame.BARE : framed, encoding(flags), use);
    }

    private static Frame frame(LogFlags flags, Frame quoted) {
        if (flags.escaped()) return flags.quoted() ? Frame.ESCAPED_QUOTED : Frame.ESCAPED;
        return flags.quoted() ? quoted : Frame.DASHED;
    }

    private static UnaryOperator<String> decoder(LogFlags flags) {
        return flags.escaped() ? LogText::unescaped : UnaryOperator.identity();
    }

    private static UnaryOperator<String> encoding(LogFlags flags) {
        return flags.escaped() ? text -> LogText.decoded(LogText.unescaped(text)) : LogText::decoded;
    }

    private static void captured(
            String block, List<CaptureSlots.Slot> slots, UnaryOperator<String> encoding, LoggedRequest into) {
        String[] values = block.substring(1, block.length() - 1).split("\\|", -1);
        for (int i = 0; i < slots.size() && i < values.length; i++)
            if (!slots.get(i).name().isEmpty()) into.header(slots.get(i).name(), encoding.apply(values[i]));
    }

    /** HAProxy puts a tilde behind the name of a frontend that a client came to with TLS. */
    private static String plain(String frontend) {
        return frontend.endsWith("~") ? frontend.substring(0, frontend.length() - 1) : frontend;
    }

    private static String hex(String digits) {
        return digits.length() < 16 ? Long.toString(Long.parseLong(digits, 16)) : digits;
    }

    private static String hexAddress(String digits) {
        boolean six = digits.length() == 32;
        if (!six && digits.length() != 8) return "";
        byte[] bytes = HexFormat.of().parseHex(digits);
        var text = new StringBuilder();
        for (int i = 0; i < bytes.length; i += six ? 2 : 1) {
            if (i > 0) text.append(six ? ':' : '.');
            if (six) text.append(digits, 2 * i, 2 * i + 4);
            else text.append(bytes[i] & 0xff);
        }
        return text.toString();
    }
}
