package io.weir.rules.sample;

import java.net.InetAddress;
import java.util.List;

/**
 * The checked arguments of one fetch or converter; those that were left out are not there.
 *
 * @param values of the Java types that {@link ArgumentType} reads
 *     <p>Any thread.
 */
public record Arguments(List<ArgumentType> types, List<Object> values) {
    public static final Arguments NONE = new Arguments(List.of(), List.of());

    public Arguments {
        types = List.copyOf(types);
        values = List.copyOf(values);
    }

    boolean has(int i) {
        return i < values.size();
    }

    String text(int i) {
        return (String) values.get(i);
    }

    String text(int i, String otherwise) {
        return has(i) ? text(i) : otherwise;
    }

    long number(int i) {
        return (Long) values.get(i);
    }

    long number(int i, long otherwise) {
        return has(i) ? number(i) : otherwise;
    }

    boolean bool(int i) {
        return (Boolean) values.get(i);
    }

    InetAddress address(int i) {
        return (InetAddress) values.get(i);
    }

    byte[] mask(int i) {
        return (byte[]) values.get(i);
    }

    ServerName server(int i) {
        return (ServerName) values.get(i);
    }

    Variable variable(int i) {
        return (Variable) values.get(i);
    }

    /** A number, or a variable that holds one. */
    Object operand(int i) {
        return values.get(i);
    }
}
