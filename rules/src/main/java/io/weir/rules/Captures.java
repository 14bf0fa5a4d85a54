package io.weir.rules;

import org.jspecify.annotations.Nullable;

/**
 * What was captured of one request and its response (configuration manual sections 8.7 and 8.8). Values are bytes as ISO
 * 8859-1; null: nothing was captured there. Loop-confined.
 */
public final class Captures {
    public static final Captures NONE = new Captures(CaptureSlots.NONE);

    private final CaptureSlots slots;
    private final @Nullable String[] request;
    private final @Nullable String[] response;
    private @Nullable String requestCookie;
    private @Nullable String responseCookie;

    private Captures(CaptureSlots slots) {
        this.slots = slots;
        request = new String[slots.request().size()];
        response = new String[slots.response().size()];
    }

    public static Captures of(CaptureSlots slots) {
        return slots.isEmpty() ? NONE : new Captures(slots);
    }

    /** Captures what the configuration wants of the request's head, before any rule changes it. */
    public void takeRequest(Headers headers) {
        for (int i = 0; i < request.length; i++) header(headers, Effects.Side.REQUEST, i);
        var cookie = slots.cookie();
        if (cookie == null) return;
        for (int i = headers.find("cookie", 0); i >= 0 && requestCookie == null; i = headers.find("cookie", i + 1))
            requestCookie = cookieIn(headers.value(i), cookie);
    }

    /** Captures what the configuration wants of a server's response. */
    public void takeResponse(Headers headers) {
        for (int i = 0; i < response.length; i++) header(headers, Effects.Side.RESPONSE, i);
        var cookie = slots.cookie();
        if (cookie == null) return;
        for (int i = headers.find("set-cookie", 0);
                i >= 0 && responseCookie == null;
                i = headers.find("set-cookie", i + 1)) responseCookie = setCookieIn(headers.value(i), cookie);
    }

    /** Puts a value into a slot; where there is none of that id, nothing happens. */
    public void put(Effects.Side side, int id, String value) {
        var values = values(side);
        if (id < 0 || id >= values.length) return;
        var slot = (side == Effects.Side.REQUEST ? slots.request() : slots.response()).get(id);
        values[id] = cut(value, slot.length());
    }

    /** Whether there is a slot of that id. */
    public boolean has(Effects.Side side, int id) {
        return id >= 0 && id < values(side).length;
    }

    /** What the slot of that id holds; null also where there is no such slot. */
    public @Nullable String get(Effects.Side side, int id) {
        return has(side, id) ? values(side)[id] : null;
    }

    /** Number of slots. */
    public int size(Effects.Side side) {
        return values(side).length;
    }

    /** Name and value of the captured cookie of the request. */
    public @Nullable String requestCookie() {
        return requestCookie;
    }

    /** Name and value of the captured cookie of the response. */
    public @Nullable String responseCookie() {
        return responseCookie;
    }

    private @Nullable String[] values(Effects.Side side) {
        return side == Effects.Side.REQUEST ? request : response;
    }

    private void header(Headers headers, Effects.Side side, int id) {
        var slot = (side == Effects.Side.REQUEST ? slots.request() : slots.response()).get(id);
        if (slot.name().isEmpty()) return;
        String value = headers.get(slot.name());
        if (value != null) values(side)[id] = cut(value, slot.length());
    }

    /** The first pair of a Cookie value that begins in the wanted way. */
    private static @Nullable String cookieIn(String value, CaptureSlots.Slot wanted) {
        for (int from = 0; from < value.length(); ) {
            int end = value.indexOf(';', from);
            if (end < 0) end = value.length();
            String found = matching(value.substring(from, end), wanted);
            if (found != null) return found;
            from = end + 1;
        }
        return null;
    }

    private static @Nullable String setCookieIn(String value, CaptureSlots.Slot wanted) {
        int end = value.indexOf(';');
        return matching(end < 0 ? value : value.substring(0, end), wanted);
    }

    /** Blanks around the equals sign do not count. */
    private static @Nullable String matching(String pair, CaptureSlots.Slot wanted) {
        int equals = pair.indexOf('=');
        if (equals < 0) return null;
        String clean = pair.substring(0, equals).strip()
                + "="
                + pair.substring(equals + 1).strip();
        return clean.startsWith(wanted.name()) ? cut(clean, wanted.length()) : null;
    }

    private static String cut(String value, int length) {
        return value.length() <= length ? value : value.substring(0, length);
    }
}
