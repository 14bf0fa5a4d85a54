package io.weir.rules.config;

import io.weir.rules.CaptureSlots;
import io.weir.rules.UniqueId;
import org.jspecify.annotations.Nullable;

/**
 * What a frontend keeps of each exchange beyond its messages.
 *
 * @param slots {@code capture} and {@code declare capture}
 * @param uniqueId {@code unique-id-format}; null: none
 * @param uniqueIdHeader {@code unique-id-header} of the request; empty: none
 *     <p>Any thread; immutable.
 */
public record Capturing(CaptureSlots slots, @Nullable UniqueId uniqueId, String uniqueIdHeader) {}
