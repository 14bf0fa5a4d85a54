package io.weir.rules;

/**
 * A failure that Weir is about to answer.
 *
 * @param status 400 to 599: the status that it will have unless a rule says otherwise
 * @param term HAProxy's two-letter termination state
 *     <p>Any thread.
 */
public record ErrorEvent(int status, ErrorCause cause, String term) {}
