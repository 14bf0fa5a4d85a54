package io.weir.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a frontend captures of each request and response (configuration manual sections 8.7 and 8.8).
 *
 * @param request in the order of their lines; their index is their id
 * @param response likewise
 * @param cookie null: none
 *     <p>Any thread; immutable.
 */
public record CaptureSlots(
        List<Slot> request, List<Slot> response, @Nullable Slot cookie) {
    public static final CaptureSlots NONE = new CaptureSlots(List.of(), List.of(), null);

    public CaptureSlots {
        request = List.copyOf(request);
        response = List.copyOf(response);
    }

    public boolean isEmpty() {
        return request.isEmpty() && response.isEmpty() && cookie == null;
    }

    /**
     * Place for one value.
     *
     * @param name of the header or what the cookie begins with; empty: only rules fill it
     * @param length longest value in bytes; what is longer is cut
     */
    public record Slot(String name, int length) {}
}
