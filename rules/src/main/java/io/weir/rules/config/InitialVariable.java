package io.weir.rules.config;

/**
 * What a {@code set-var} line of {@code global} gave a variable of the process.
 *
 * @param text of the line, by which a changed line is known although its value may differ each time
 *     <p>Any thread; immutable.
 */
public record InitialVariable(String text, Object value) {}
