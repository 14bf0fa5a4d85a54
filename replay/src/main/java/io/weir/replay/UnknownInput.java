package io.weir.replay;

import io.weir.rules.Place;
import org.jspecify.annotations.Nullable;

/**
 * Something that a rule asked for and that the record of the request lacks.
 *
 * @param input as a user writes it, such as {@code be_conn_free(app)}
 * @param place of the rule that asked; null when it is not known
 *     <p>Any thread.
 */
record UnknownInput(String input, @Nullable Place place) {}
