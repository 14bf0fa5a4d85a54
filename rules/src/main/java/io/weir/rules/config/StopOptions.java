package io.weir.rules.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the process stops softly (configuration manual section 3.1).
 *
 * @param grace {@code grace}: how long it goes on to accept after it was told to stop
 * @param closeSpread {@code close-spread-time}: idle connections are closed at random moments within that time; zero: all
 *     at once
 * @param hardStopAfter {@code hard-stop-after}: when what still runs is cut off; null: never
 *     <p>Any thread.
 */
public record StopOptions(
        Duration grace, Duration closeSpread, @Nullable Duration hardStopAfter) {}
