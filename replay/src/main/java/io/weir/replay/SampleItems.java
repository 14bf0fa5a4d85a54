package io.weir.replay;

import io.weir.replay.LogField.Frame;
import io.weir.replay.LogField.Shape;
import io.weir.replay.LogField.Use;
import io.weir.replay.LoggedRequest.Part;
import io.weir.rules.CaptureSlots;
import io.weir.rules.sample.LogFlags;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a log format, {@code %[…]}, tell of the request. One with converters tells nothing, as what it was
 * before them is not known; but {@code json} can be undone. Confined to the replaying thread.
 */
final class SampleItems {
    private SampleItems() {}

    /** @param text what stands between the brackets */
    static LogField sample(String text, LogFlags flags, CaptureSlots captured) {
        int converters = converters(text);
        String fetch = text.substring(0, converters);
        String rest = text.substring(converters).replace(" ", "");
        boolean json = rest.equals(",json") || rest.startsWith(",json(") && rest.indexOf(',', 1) < 0;
        Use use = rest.isEmpty() || json ? use(fetch, captured) : null;
        UnaryOperator<String> decoder = flags.escaped() ? LogText::unescaped : UnaryOperator.identity();
        if (json) {
            UnaryOperator<String> inner = rest.contains("utf8") ? LogText::ofJsonUtf8 : LogText::ofJsonBytes;
            var outer = decoder;
            decoder = value -> inner.apply(outer.apply(value));
        }
        return new LogField(
                "%[" + text + "]", rest.isEmpty() ? shape(fetch) : Shape.TEXT, frame(flags, json), decoder, use);
    }

    private static Frame frame(LogFlags flags, boolean json) {
        if (json || flags.escaped()) return flags.quoted() ? Frame.ESCAPED_QUOTED : Frame.ESCAPED;
        return flags.quoted() ? Frame.LOOSELY_QUOTED : Frame.DASHED;
    }

    private static Shape shape(String fetch) {
        return switch (fetch) {
            case "src", "dst" -> Shape.ADDRESS;
            case "method", "capture.req.method", "capture.req.uri", "capture.req.ver" -> Shape.WORD;
            case "fe_name", "be_name", "srv_name" -> Shape.WORD;
            default -> CounterName.parse(fetch) == null ? Shape.TEXT : Shape.WORD;
        };
    }

    /** Where the comma before the first converter stands; the text's end when there is none. */
    private static int converters(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') depth++;
            else if (c == ')') depth--;
            else if (c == ',' && depth == 0) return i;
        }
        return text.length();
    }

    private static @Nullable Use use(String fetch, CaptureSlots captured) {
        int open = fetch.indexOf('(');
        String name = open < 0 ? fetch : fetch.substring(0, open);
        String argument = open < 0
                ? ""
                : fetch.substring(open + 1, fetch.lastIndexOf(')')).strip();
        if (name.equals("capture.req.hdr")) return header(argument, captured);
        var counter = CounterName.parse(fetch);
        if (counter != null) return (value, into) -> into.count(counter, value);
        return part(name);
    }

    private static @Nullable Use part(String name) {
        return switch (name) {
            case "method", "capture.req.method" -> FormatItems.part(Part.METHOD);
            case "capture.req.ver" -> FormatItems.part(Part.VERSION);
            case "capture.req.uri" -> (value, into) -> into.pathAndQuery(value);
            case "src" -> FormatItems.part(Part.CLIENT);
            case "src_port" -> FormatItems.part(Part.CLIENT_PORT);
            case "dst" -> FormatItems.part(Part.ADDRESS);
            case "dst_port" -> FormatItems.part(Part.PORT);
            case "fe_name" -> FormatItems.part(Part.FRONTEND);
            case "be_name" -> FormatItems.part(Part.BACKEND);
            case "srv_name" -> FormatItems.part(Part.SERVER);
            case "status" -> FormatItems.part(Part.STATUS);
            default -> null;
        };
    }

    private static @Nullable Use header(String id, CaptureSlots captured) {
        var slots = captured.request();
        int slot = id.matches("[0-9]{1,4}") ? Integer.parseInt(id) : slots.size();
        String name = slot < slots.size() ? slots.get(slot).name() : "";
        return name.isEmpty() ? null : (value, into) -> into.header(name, value);
    }
}
