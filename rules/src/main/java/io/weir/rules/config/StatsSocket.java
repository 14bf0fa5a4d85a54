package io.weir.rules.config;

import io.weir.rules.Place;

/**
 * A {@code stats socket} line.
 *
 * @param mode permissions of its file, -1: as the umask says
 */
public record StatsSocket(Endpoint endpoint, int mode, Level level, Place place) {
    /** What may be asked there. */
    public enum Level {
        USER,
        OPERATOR,
        ADMIN
    }
}
