package io.weir.rules;

import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.table.Gpc;
import io.weir.rules.table.Gpt;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.TableEntry;
import io.weir.rules.table.Tracking.By;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every change that a rule can make to a transaction, for rule lines and scripts alike: checked, applied, and recorded
 * when a journal listens. Loop-confined.
 */
public final class Effects {
    /** What a field line takes beside its name and value: as HAProxy counts it. */
    private static final int FIELD_BYTES = 8;

    private final Transaction txn;

    Effects(Transaction txn) {
        this.txn = txn;
    }

    /** Which message of the transaction an effect is for. */
    public enum Side {
        REQUEST,
        RESPONSE
    }

    /** @throws IllegalEffectException for a bad name or a value with CR, LF or NUL */
    public void setHeader(Side side, String name, String value, Origin origin) {
        txn.takeRewriteRoom(name.length() + value.length() + FIELD_BYTES);
        headers(side).set(checkedName(name), checkedValue(name, value));
        record("set-header", name, value, origin);
    }

    /** @throws IllegalEffectException for a bad name or a value with CR, LF or NUL */
    public void addHeader(Side side, String name, String value, Origin origin) {
        txn.takeRewriteRoom(name.length() + value.length() + FIELD_BYTES);
        headers(side).add(checkedName(name), checkedValue(name, value));
        record("add-header", name, value, origin);
    }

    /** Removes all lines of that name; not an effect when there is none. */
    public void delHeader(Side side, String name, Origin origin) {
        if (headers(side).remove(name) > 0) record("del-header", name, "", origin);
    }

    /** Gives one line another value. */
    public void replaceHeader(Side side, int index, String value, Origin origin) {
        String name = headers(side).name(index);
        int before = headers(side).valueEnd(index) - headers(side).valueStart(index);
        if (value.length() > before) txn.takeRewriteRoom(value.length() - before);
        headers(side).replaceAt(index, checkedValue(name, value));
        record("replace-header", name, value, origin);
    }

    /** @throws IllegalEffectException when it is no token (RFC 9110 section 9.1) */
    public void setMethod(String method, Origin origin) {
        txn.request().method(checkedName(method));
        record("set-method", method, "", origin);
    }

    /** Replaces the whole target by one that means the same; no character comes in that was not in it or is legal. */
    public void normalizeUri(String target, String normalizer, Origin origin) {
        txn.request().target(target);
        record("normalize-uri", normalizer, target, origin);
    }

    /**
     * Replaces the whole target.
     *
     * @throws IllegalEffectException for blanks, control or 8-bit characters
     */
    public void setUri(String target, Origin origin) {
        txn.request().target(checkedTarget(target));
        record("set-uri", target, "", origin);
    }

    /**
     * Replaces the path and leaves scheme, authority and query.
     *
     * @throws IllegalEffectException unless it begins with /
     */
    public void setPath(String path, Origin origin) {
        RequestHead head = txn.request();
        Headers bytes = head.headers();
        String before = bytes.text(head.targetStart(), head.pathStart());
        String after = bytes.text(head.pathEnd(), head.targetEnd());
        head.target(before + checkedPath(path) + after);
        record("set-path", path, "", origin);
    }

    /** Replaces path and query and leaves scheme and authority. */
    public void setPathq(String pathq, Origin origin) {
        RequestHead head = txn.request();
        String before = head.headers().text(head.targetStart(), head.pathStart());
        head.target(before + checkedPath(pathq));
        record("set-pathq", pathq, "", origin);
    }

    /** Replaces the query; an empty one removes it with its question mark. */
    public void setQuery(String query, Origin origin) {
        RequestHead head = txn.request();
        String before = head.headers().text(head.targetStart(), head.pathEnd());
        head.target(query.isEmpty() ? before : before + "?" + checkedTarget(query));
        record("set-query", query, "", origin);
    }

    /** @throws IllegalEffectException for a status outside 100 to 599 or a reason with control characters */
    public void setStatus(int status, String reason, Origin origin) {
        if (status < 100 || status > 599) throw new IllegalEffectException("status " + status + " is not 100 to 599");
        txn.response().status(status, checkedValue("reason", reason));
        record("set-status", Integer.toString(status), reason, origin);
    }

    /**
     * Sets a variable.
     *
     * @param value null unsets it
     * @return false: it is over a limit of {@code tune.vars}
     */
    public boolean setVar(String name, @Nullable Object value, Origin origin) {
        boolean done = txn.putVariable(name, value);
        if (txn.journal() == null || !done) return done; // a number need not become text for nobody
        record(value == null ? "unset-var" : "set-var", name, value == null ? "" : value.toString(), origin);
        return true;
    }

    /**
     * Tracks a key from now on; nothing when the counter tracks one already or the table is full.
     *
     * @return the entry, or null when nothing was done
     */
    public @Nullable TableEntry track(int counter, StickTable table, Object key, Origin origin) {
        var tracking = txn.trackingOrNew();
        if (tracking.entry(counter) != null) return null;
        var entry = table.holdOrMake(key);
        if (entry == null) return null;
        tracking.track(counter, entry, txn.backend() == null ? By.FRONTEND : By.BACKEND);
        if (txn.journal() != null) {
            String text = key instanceof InetAddress address ? address.getHostAddress() : key.toString();
            record("track-sc" + counter, table.name(), text, origin);
        }
        return entry;
    }

    /** Counts one more in what is kept of these types; nothing when the counter tracks nothing. */
    public void incrementGpc(int counter, Gpc gpc, Origin origin) {
        var tracking = txn.tracking();
        var entry = tracking == null ? null : tracking.entry(counter);
        if (entry == null) return;
        gpc.increment(entry);
        if (txn.journal() != null) record("sc-inc-gpc", gpc.index() + "," + counter, "", origin);
    }

    /** Sets a tag; nothing when the counter tracks nothing. */
    public void setGpt(int counter, Gpt gpt, long value, Origin origin) {
        var tracking = txn.tracking();
        var entry = tracking == null ? null : tracking.entry(counter);
        if (entry == null) return;
        gpt.set(entry, value);
        if (txn.journal() != null) record("sc-set-gpt", gpt.index() + "," + counter, Long.toString(value), origin);
    }

    /** Changes nothing, and only records a value that a rule came by. */
    public void debug(String prefix, String type, String value, Origin origin) {
        record("debug", prefix.isEmpty() ? "type=" + type : prefix + " type=" + type, "<" + value + ">", origin);
    }

    /** Adds a field to the log line of this transaction. */
    public void addLogField(String name, String value, Origin origin) {
        txn.putLogField(checkedName(name), checkedValue(name, value));
        record("log-field", name, value, origin);
    }

    /** @param level 0 (emerg) to 7 (debug), or {@link Transaction#LOG_LEVEL_SILENT} */
    public void setLogLevel(int level, Origin origin) {
        if (level < 0 || level > Transaction.LOG_LEVEL_SILENT)
            throw new IllegalEffectException("log level " + level + " is not 0 to 8");
        txn.putLogLevel(level);
        record("set-log-level", Integer.toString(level), "", origin);
    }

    /** Gives a key of a map another value, or adds it; not an effect when a user of the map cannot take the value. */
    public void setMap(PatternRef map, String key, String value, Origin origin) {
        try {
            map.setOrAdd(key, value);
            record("set-map(" + map.name() + ")", key, value, origin);
        } catch (PatternException e) {
            return; // as in HAProxy: data of a client must not fail its request
        }
    }

    /** Adds a pattern unless it is there; not an effect when a user of the ACL cannot take it. */
    public void addAcl(PatternRef acl, String pattern, Origin origin) {
        try {
            if (acl.addIfAbsent(pattern)) record("add-acl(" + acl.name() + ")", pattern, "", origin);
        } catch (PatternException e) {
            return; // as above
        }
    }

    /**
     * Removes every entry of that key; not an effect when there is none.
     *
     * @param action {@code del-map} or {@code del-acl}
     */
    public void delPattern(String action, PatternRef ref, String key, Origin origin) {
        if (ref.delete(key)) record(action + "(" + ref.name() + ")", key, "", origin);
    }

    /** Rules see another address of the client from now on; its port stays. */
    public void setSource(InetAddress address, Origin origin) {
        setSource(new InetSocketAddress(address, port(txn.connection().source())), "set-src", origin);
    }

    /** @param port its lowest 16 bits count */
    public void setSourcePort(long port, Origin origin) {
        var address = address(txn.connection().source());
        setSource(new InetSocketAddress(address, (int) port & 0xffff), "set-src-port", origin);
    }

    /** Rules see another address that the client connected to; its port stays. */
    public void setDestination(InetAddress address, Origin origin) {
        setDestination(new InetSocketAddress(address, port(txn.connection().destination())), "set-dst", origin);
    }

    /** @param port its lowest 16 bits count */
    public void setDestinationPort(long port, Origin origin) {
        var address = address(txn.connection().destination());
        setDestination(new InetSocketAddress(address, (int) port & 0xffff), "set-dst-port", origin);
    }

    private void setSource(InetSocketAddress source, String operation, Origin origin) {
        txn.seenConnection(source, txn.connection().destination());
        record(operation, source.toString(), "", origin);
    }

    private void setDestination(InetSocketAddress destination, String operation, Origin origin) {
        txn.seenConnection(txn.connection().source(), destination);
        record(operation, destination.toString(), "", origin);
    }

    private static int port(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }

    private static @Nullable InetAddress address(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }

    /** @param value taken as the nearest of -2047 to 2047 */
    public void setPriorityClass(long value, Origin origin) {
        int limited = Math.clamp(value, -0x7ff, 0x7ff);
        txn.ownStream().priorityClass = limited;
        record("set-priority-class", Integer.toString(limited), "", origin);
    }

    /** @param millis taken as the nearest of -524287 to 524287 */
    public void setPriorityOffset(long millis, Origin origin) {
        int limited = Math.clamp(millis, -0x7ffff, 0x7ffff);
        txn.ownStream().priorityOffsetMillis = limited;
        record("set-priority-offset", Integer.toString(limited), "", origin);
    }

    /** @param millis 0: none */
    public void setTimeout(StreamSettings.Timeout timeout, long millis, Origin origin) {
        switch (timeout) {
            case SERVER -> txn.ownStream().serverMillis = millis;
            case TUNNEL -> txn.ownStream().tunnelMillis = millis;
        }
        record("set-timeout", timeout.name().toLowerCase(Locale.ROOT), Long.toString(millis), origin);
    }

    /** Packets to the client bear this Netfilter mark, where the process may set one. */
    public void setMark(int mark, Origin origin) {
        txn.ownStream().mark = mark;
        record("set-mark", "0x" + Integer.toHexString(mark), "", origin);
    }

    /** @param tos DS field of packets to the client, 0 to 255 */
    public void setTos(int tos, Origin origin) {
        txn.ownStream().tos = tos;
        record("set-tos", Integer.toString(tos), "", origin);
    }

    /** The connection begins with a header of the PROXY protocol. */
    public void expectProxy(Origin origin) {
        txn.ownStream().expectsProxy = true;
        record("expect-proxy", "layer4", "", origin);
    }

    /** The connection to the server ends with what has come of its answer. */
    public void closeServer(Origin origin) {
        txn.ownStream().serverClosed = true;
        record("close", "", "", origin);
    }

    /** A request that reached a server is not sent again. */
    public void disableL7Retry(Origin origin) {
        txn.ownStream().withoutRetry = true;
        record("disable-l7-retry", "", "", origin);
    }

    /**
     * Lets an interim response 103 go to the client at once (RFC 8297); a client of HTTP/1.0 gets none.
     *
     * @param last whether the response is complete with it
     */
    public void earlyHint(String name, String value, boolean last, Origin origin) {
        if (txn.request().minorVersion() == 0) return;
        var stream = txn.ownStream();
        var field = new Reply.Field(checkedName(name), checkedValue(name, value));
        if (stream.hintOpen) stream.earlyHints.getLast().add(field);
        else stream.earlyHints.add(new ArrayList<>(List.of(field)));
        stream.hintOpen = !last;
        record("early-hint", name, value, origin);
    }

    /** Puts a value into a capture slot; no effect where the frontend has none of that id. */
    public void capture(Side side, int id, String value, Origin origin) {
        if (!txn.captures().has(side, id)) return;
        txn.captures().put(side, id, value);
        record("capture", Integer.toString(id), value, origin);
    }

    private Headers headers(Side side) {
        return side == Side.REQUEST ? txn.request().headers() : txn.response().headers();
    }

    private void record(String operation, String first, String second, Origin origin) {
        var journal = txn.journal();
        if (journal != null) journal.record(operation, second.isEmpty() ? first : first + " " + second, origin.place());
    }

    /**
     * That name when it is legal.
     *
     * @throws IllegalEffectException otherwise
     */
    public static String checkedName(String name) {
        if (name.isEmpty()) throw new IllegalEffectException("an empty name");
        for (int i = 0; i < name.length(); i++)
            if (!isTokenCharacter(name.charAt(i)))
                throw new IllegalEffectException("'" + name + "' is not a legal name (RFC 9110 section 5.6.2)");
        return name;
    }

    /**
     * That value of {@code name} when it is legal.
     *
     * @throws IllegalEffectException otherwise
     */
    public static String checkedValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c > 255)
                throw new IllegalEffectException(
                        "the value for " + name + " holds a character that is not legal there");
        }
        return value;
    }

    /** Without its slash, a path would run into the authority before it. */
    private static String checkedPath(String path) {
        if (!path.startsWith("/") && !path.equals("*"))
            throw new IllegalEffectException("the path '" + path + "' does not begin with a slash");
        return checkedTarget(path);
    }

    private static String checkedTarget(String target) {
        for (int i = 0; i < target.length(); i++)
            if (target.charAt(i) <= ' ' || target.charAt(i) >= 127)
                throw new IllegalEffectException("'" + target + "' holds a character that is not legal in a URI");
        return target;
    }

    private static boolean isTokenCharacter(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c > 0 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
