package io.weir.engine.exchange;

/**
 * What an exchange that was shut down has given back.
 *
 * @param queuePlace a place in a queue
 * @param slot a slot of a server
 * @param connection a connection to a server
 *     <p>Any thread.
 */
public record Freed(boolean queuePlace, boolean slot, boolean connection) {
    /** It was over already, or held nothing yet. */
    public static final Freed NOTHING = new Freed(false, false, false);
}
