package io.weir.rules.config;

import java.util.List;

/**
 * The {@code stick} lines of a backend, in order.
 *
 * @param request those about requests
 * @param response {@code stick store-response} lines
 */
public record StickRules(List<StickRule> request, List<StickRule> response) {
    public static final StickRules NONE = new StickRules(List.of(), List.of());

    public StickRules {
        request = List.copyOf(request);
        response = List.copyOf(response);
    }

    public boolean isEmpty() {
        return request.isEmpty() && response.isEmpty();
    }
}
