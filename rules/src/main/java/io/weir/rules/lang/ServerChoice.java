package io.weir.rules.lang;

import io.weir.rules.config.UseServer;

/**
 * A {@code use-server} line.
 *
 * @param name the word that names the server; made of samples when it holds a {@code %}
 *     <p>Any thread; immutable.
 */
record ServerChoice(Word name, UseServer rule) {
    boolean isFixed() {
        return name.text().indexOf('%') < 0;
    }
}
