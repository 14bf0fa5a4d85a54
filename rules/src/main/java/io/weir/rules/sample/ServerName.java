package io.weir.rules.sample;

/**
 * A server by its full name.
 *
 * @param backend empty: the reader did not know where it stood
 *     <p>Any thread.
 */
public record ServerName(String backend, String server) {
    static ServerName of(String text, String proxy) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new ServerName(proxy, text)
                : new ServerName(text.substring(0, slash), text.substring(slash + 1));
    }
}
