package io.weir.rules.lang;

import io.weir.rules.config.Source;

/**
 * Reads {@code source} of a proxy or a server (configuration manual sections 4.2 and 5.2). Several addresses, separated
 * by commas, are Weir's own. Any thread.
 */
final class SourceReader {
    /** The kernel's limit, less the zero at the end. */
    private static final int MAX_INTERFACE_NAME = 15;

    /** What may follow the colon. */
    enum Ports {
        SINGLE,
        RANGE
    }

    private SourceReader() {}

    static Source read(Line line, Ports ports) {
        var word = line.word("an address, such as 10.0.0.1 or 10.0.0.1:1024-65535");
        var addresses = AddressReader.source(line, word);
        if (ports == Ports.SINGLE && addresses.stream().anyMatch(Source.Address::isRange))
            throw line.fault(
                    "misplaced-parameter",
                    word.place(),
                    "'source': a range of ports belongs to one server",
                    "'source' in a 'server' or 'default-server' line");
        var interfaceName = "";
        while (true) {
            if (line.takes("interface")) interfaceName = interfaceName(line);
            else if (line.words.peek().equals("usesrc")) throw foreign(line);
            else return new Source(addresses, interfaceName);
        }
    }

    static String interfaceName(Line line) {
        var word = line.word("a network interface");
        if (word.text().isEmpty() || word.text().length() > MAX_INTERFACE_NAME)
            throw line.bad(word, "a network interface's name of at most " + MAX_INTERFACE_NAME + " characters");
        return word.text();
    }

    private static LineFault foreign(Line line) {
        return line.fault(
                "unsupported-value",
                line.words.take().place(),
                "'" + line.keyword + "': 'usesrc' is not supported by Weir: connections in the name of others need"
                        + " rights and routes that it does not ask for",
                "'option forwardfor' to tell the server who the client is");
    }
}
