package io.weir.rules.sample;

import java.net.InetAddress;
import java.util.ArrayList;
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

    /** All texts from there on. */
    List<String> texts(int from) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < values.size(); i++) texts.add(text(i));
        return texts;
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

    Secret secret(int i) {
        return (Secret) values.get(i);
    }

    List<Integer> numbers(int i) {
        List<Integer> numbers = new ArrayList<>();
        for (Object number : (List<?>) values.get(i)) numbers.add((Integer) number);
        return numbers;
    }

    /** @throws BadArgumentException in a script, which does not reach the configuration's sections */
    Users users(int i) throws BadArgumentException {
        if (values.get(i) instanceof Users users) return users;
        throw new BadArgumentException("scripts see no userlists", "a variable that a rule line has set");
    }

    /** @throws BadArgumentException in a script, which has no environment */
    EnvironmentValue environment(int i) throws BadArgumentException {
        if (values.get(i) instanceof EnvironmentValue value) return value;
        throw new BadArgumentException("scripts see no environment", "a variable that a rule line has set");
    }

    /** A number, or a variable that holds one. */
    Object operand(int i) {
        return values.get(i);
    }
}
