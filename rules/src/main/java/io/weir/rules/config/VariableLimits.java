package io.weir.rules.config;

/**
 * What variables may take, in bytes; 0: no limit (configuration manual section 3.2, {@code tune.vars}). Any thread.
 *
 * @param process all variables, those of the process and of everything in it: the smaller of
 *     {@code tune.vars.global-max-size} and {@code tune.vars.proc-max-size}
 * @param session those of a client connection and its transactions
 * @param transaction those of a transaction and its messages
 * @param message those of a request or a response
 */
public record VariableLimits(int process, int session, int transaction, int message) {
    public static final VariableLimits NONE = new VariableLimits(0, 0, 0, 0);

    public boolean isOn() {
        return process > 0 || session > 0 || transaction > 0 || message > 0;
    }
}
