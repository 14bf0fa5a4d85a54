package io.weir.engine.http1;

import java.util.Random;

/** Makes well-formed messages from a seed, and spoils them. */
final class RandomMessages {
    private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "QUERY", "a"};
    private static final String[] NAMES = {
        "Accept", "a", "X-Forwarded-For", "cookie", "User-Agent", "x_y", "ETag", "Content-Type", "If-None-Match", "Te5t"
    };
    private static final String[] SPOILS = {
        "\r",
        "\n",
        "\r\n",
        "\r\n ",
        "\0",
        "\t",
        " ",
        ":",
        ",",
        ";",
        "\u000b",
        "\u007f",
        "\u00e4",
        "#",
        "-",
        "0",
        "1",
        "A",
        "\"",
        "chunked",
        "\r\nContent-Length: 5",
        "\r\nTransfer-Encoding: chunked",
        "\r\nTransfer-Encoding: gzip",
        "\r\nHost: y",
        "HTTP/1.1",
        "HTTP/1.0"
    };

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    String request() {
        var text = new StringBuilder(pick(METHODS)).append(" /").append(word("abz/.-_~%&=?+;:@!$'()*,", 30));
        text.append(" HTTP/1.1\r\nHost: ").append(word("abc.-:123", 10)).append("\r\n");
        return message(text, random.nextInt(3));
    }

    String response() {
        var text = new StringBuilder("HTTP/1.1 ")
                .append(pick("200", "201", "404", "503"))
                .append(' ');
        text.append(word("abc \t\u00e4", 10)).append("\r\n");
        return message(text, 1 + random.nextInt(2));
    }

    /** The same message with one to three bytes or pieces changed, added or lost. */
    String spoiled(String message) {
        var text = new StringBuilder(message);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, pick(SPOILS));
                case 1 -> text.replace(at, at + 1, pick(SPOILS));
                case 2 -> text.deleteCharAt(at);
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        return text.toString();
    }

    private String message(StringBuilder text, int framing) {
        fields(text, random.nextInt(8));
        String body = word("ab\r\n\0\u00ff0123", 40);
        switch (framing) {
            case 0 -> text.append("\r\n");
            case 1 ->
                text.append("Content-Length: ")
                        .append(body.length())
                        .append("\r\n\r\n")
                        .append(body);
            default -> chunks(text.append("transfer-encoding: chunked\r\n\r\n"), body);
        }
        return text.toString();
    }

    private void fields(StringBuilder text, int count) {
        for (int i = 0; i < count; i++) {
            String value = word("abc,;=/ \t\u00e4\u00ff\"()<>:", 30).strip();
            text.append(pick(NAMES))
                    .append(':')
                    .append(pick("", " ", "  ", "\t"))
                    .append(value);
            text.append(pick("", "", " ", "\t")).append("\r\n");
        }
    }

    private void chunks(StringBuilder text, String body) {
        for (int at = 0; at < body.length(); ) {
            int size = Math.min(body.length() - at, 1 + random.nextInt(20));
            text.append(pick("", "0", "000"))
                    .append(pick("%x", "%X").formatted(size))
                    .append(pick("", "", ";a", " ; a=\"b\""));
            text.append("\r\n").append(body, at, at + size).append("\r\n");
            at += size;
        }
        text.append("0\r\n");
        fields(text, random.nextInt(3));
        text.append("\r\n");
    }

    private String word(String letters, int most) {
        var word = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) word.append(letters.charAt(random.nextInt(letters.length())));
        return word.toString();
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}
