package io.weir.rules.config;

/**
 * How many clients the process accepts a second; 0: no limit.
 *
 * @param connections {@code maxconnrate}
 * @param sessions {@code maxsessrate}
 */
public record SessionRates(int connections, int sessions) {}
