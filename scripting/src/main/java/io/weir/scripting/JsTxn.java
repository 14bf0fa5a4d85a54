package io.weir.scripting;

import io.weir.rules.ConnectionView;
import io.weir.rules.Effects;
import io.weir.rules.Effects.Side;
import io.weir.rules.Headers;
import io.weir.rules.Hook;
import io.weir.rules.IllegalEffectException;
import io.weir.rules.Origin;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import io.weir.rules.StandardReason;
import io.weir.rules.Transaction;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.graalvm.polyglot.HostAccess.Export;
import org.jspecify.annotations.Nullable;

/**
 * The transaction as the prelude reaches it: one for each context, aimed anew at each call of a hook and dead between
 * calls, so that a script which keeps {@code txn} gets an error instead of somebody else's request. Public only because
 * the script host calls nothing else. Loop-confined.
 */
public final class JsTxn {
    private static final int REQUEST = 0;
    private static final int RESPONSE = 1;

    private final long rulesVersion;
    private final Origin origin;
    private final ScriptErrors errors;
    private @Nullable Transaction aimedAt;
    private Hook hook = Hook.LOG;

    JsTxn(long rulesVersion, Origin origin, ScriptErrors errors) {
        this.rulesVersion = rulesVersion;
        this.origin = origin;
        this.errors = errors;
    }

    void aim(Transaction txn, Hook runs) {
        aimedAt = txn;
        hook = runs;
    }

    void release() {
        aimedAt = null;
    }

    Hook hook() {
        return hook;
    }

    Origin origin() {
        return origin;
    }

    /** Null between calls and while modules are loaded. */
    @Nullable Transaction aimedAt() {
        return aimedAt;
    }

    Transaction live() {
        var txn = aimedAt;
        if (txn == null) throw errors.of("transaction is over");
        return txn;
    }

    // headers; side 0 is the request, 1 the response

    @Export
    public int headerCount(int side) {
        return headers(side).size();
    }

    @Export
    public String headerName(int side, int i) {
        return headers(side).name(i);
    }

    @Export
    public String headerValue(int side, int i) {
        return headers(side).value(i);
    }

    @Export
    public int headerFind(int side, String name, int from) {
        return headers(side).find(name, from);
    }

    @Export
    public @Nullable String header(int side, String name) {
        return headers(side).get(name);
    }

    @Export
    public void headerSet(int side, String name, String value) {
        try {
            writable(side).setHeader(side(side), name, value, origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    @Export
    public void headerAdd(int side, String name, String value) {
        try {
            writable(side).addHeader(side(side), name, value, origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    @Export
    public void headerDelete(int side, String name) {
        try {
            writable(side).delHeader(side(side), name, origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    @Export
    public void headerReplace(int side, int i, String value) {
        try {
            writable(side).replaceHeader(side(side), i, value, origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    // the request

    @Export
    public String method() {
        return request().method();
    }

    @Export
    public void setMethod(String method) {
        try {
            writable(REQUEST).setMethod(method, origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    /** The scheme of an absolute target, or that of the connection. */
    @Export
    public String scheme() {
        RequestHead head = request();
        String target = head.target();
        int colon = target.startsWith("/") ? -1 : target.indexOf("://");
        return colon > 0 ? target.substring(0, colon) : "http";
    }

    @Export
    public String host() {
        return request().host();
    }

    @Export
    public String path() {
        return request().path();
    }

    @Export
    public void setPath(String path) {
        try {
            writable(REQUEST).setPath(path, origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    @Export
    public String query() {
        return request().query();
    }

    @Export
    public void setQuery(String query) {
        try {
            writable(REQUEST).setQuery(query, origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    @Export
    public String url() {
        return request().target();
    }

    @Export
    public void setUrl(String url) {
        try {
            writable(REQUEST).setUri(url, origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    @Export
    public String version() {
        return request().version();
    }

    // the response

    @Export
    public boolean hasResponse() {
        return live().response().status() != 0;
    }

    @Export
    public int status() {
        return response().status();
    }

    @Export
    public void setStatus(int status) {
        try {
            writable(RESPONSE).setStatus(status, StandardReason.of(status), origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    @Export
    public String reason() {
        return response().reason();
    }

    @Export
    public void setReason(String reason) {
        try {
            writable(RESPONSE).setStatus(response().status(), reason, origin);
        } catch (IllegalEffectException e) {
            throw errors.of(e);
        }
    }

    @Export
    public String responseOrigin() {
        return live().responseFromProxy() ? "proxy" : "server";
    }

    // the connection

    @Export
    public @Nullable String sourceAddress() {
        return address(connection().source());
    }

    @Export
    public int sourcePort() {
        return port(connection().source());
    }

    @Export
    public @Nullable String destinationAddress() {
        return address(connection().destination());
    }

    @Export
    public int destinationPort() {
        return port(connection().destination());
    }

    @Export
    public int requests() {
        return connection().requests();
    }

    @Export
    public double ageMillis() {
        return connection().ageMillis();
    }

    // the way it goes

    @Export
    public String frontend() {
        return live().frontend();
    }

    @Export
    public @Nullable String backend() {
        return live().backend();
    }

    @Export
    public @Nullable String server() {
        return live().server();
    }

    @Export
    public double rulesVersion() {
        return rulesVersion;
    }

    // variables

    @Export
    public @Nullable Object variable(String name) {
        var value = live().variable(checkedVariable(name));
        return value == null || value instanceof String || value instanceof Boolean
                ? value
                : value instanceof Long number ? (Object) number.doubleValue() : value.toString();
    }

    @Export
    public void setText(String name, String value) {
        live().effects().setVar(checkedVariable(name), value, origin);
    }

    @Export
    public void setInteger(String name, double value) {
        live().effects().setVar(checkedVariable(name), (long) value, origin);
    }

    @Export
    public void setBoolean(String name, boolean value) {
        live().effects().setVar(checkedVariable(name), value, origin);
    }

    @Export
    public void unsetVariable(String name) {
        live().effects().setVar(checkedVariable(name), null, origin);
    }

    // details

    private Headers headers(int side) {
        return side == REQUEST ? request().headers() : response().headers();
    }

    private static Side side(int side) {
        return side == REQUEST ? Side.REQUEST : Side.RESPONSE;
    }

    private RequestHead request() {
        return live().request();
    }

    private ResponseHead response() {
        return live().response();
    }

    private ConnectionView connection() {
        return live().connection();
    }

    /** A request that has been sent, or a response that has not come, cannot be changed any more or yet. */
    private Effects writable(int side) {
        var txn = live();
        boolean allowed =
                side == REQUEST ? hook == Hook.HTTP_REQUEST || hook == Hook.USE_BACKEND : hook == Hook.HTTP_RESPONSE;
        if (!allowed)
            throw errors.of(
                    side == REQUEST
                            ? "the request can be changed in http_request and use_backend only"
                            : "the response can be changed in http_response only");
        return txn.effects();
    }

    /** Configuration manual section 7.3.5, {@code var()}. */
    private String checkedVariable(String name) {
        int dot = name.indexOf('.');
        var scope = dot < 0 ? "" : name.substring(0, dot);
        switch (scope) {
            case "proc", "sess", "txn", "req", "res" -> {}
            default ->
                throw errors.of("variable '" + name + "' has no scope (expected a name such as txn."
                        + (dot < 0 ? name : "x") + ")");
        }
        for (int i = dot + 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.'))
                throw errors.of("variable '" + name + "' holds '" + c + "' (expected letters, digits, _ and .)");
        }
        return name;
    }

    private static @Nullable String address(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : null;
    }

    private static int port(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }
}
