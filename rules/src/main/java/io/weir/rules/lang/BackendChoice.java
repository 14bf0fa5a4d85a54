package io.weir.rules.lang;

import io.weir.rules.config.UseBackend;

/**
 * A {@code use_backend} line.
 *
 * @param name the word that names the backend; made of samples when it holds a {@code %}
 *     <p>Any thread; immutable.
 */
record BackendChoice(Word name, UseBackend rule) {
    boolean isFixed() {
        return name.text().indexOf('%') < 0;
    }
}
