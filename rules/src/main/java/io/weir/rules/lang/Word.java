package io.weir.rules.lang;

import io.weir.rules.Place;

/**
 * One argument of a configuration line after quotes, escapes and environment variables are resolved.
 *
 * @param place of its first character
 *     <p>Any thread.
 */
public record Word(String text, Place place) {}
