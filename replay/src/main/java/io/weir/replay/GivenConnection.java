package io.weir.replay;

import io.weir.rules.ConnectionView;
import io.weir.rules.ProxyHeader;
import io.weir.rules.TcpMeasure;
import io.weir.rules.Variables;
import io.weir.rules.table.Tracking;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The client connection as far as the record of a request tells of it. Confined to the replaying thread. */
final class GivenConnection implements ConnectionView {
    private static final int NOT_GIVEN = -1;

    private final GivenInputs inputs;
    private @Nullable InetSocketAddress source;
    private @Nullable InetSocketAddress destination;
    private Variables variables = Variables.ofSession();
    private int requests = NOT_GIVEN;
    private long ageMillis = NOT_GIVEN;
    private @Nullable Tracking tracking;

    /** @param inputs where what is missing is noted */
    GivenConnection(GivenInputs inputs) {
        this.inputs = inputs;
    }

    void clear() {
        source = null;
        destination = null;
        variables = Variables.ofSession();
        requests = NOT_GIVEN;
        ageMillis = NOT_GIVEN;
        tracking = null;
    }

    /** What its own rules track. */
    void tracks(@Nullable Tracking theirs) {
        tracking = theirs;
    }

    /** Whether the record says that this is the first request of the connection. */
    boolean isNew() {
        return requests == 1;
    }

    /** The client's address, for people. */
    String client() {
        return source == null ? "an unknown client" : source.getAddress().getHostAddress() + ":" + source.getPort();
    }

    void giveSource(InetSocketAddress address) {
        source = address;
    }

    void giveDestination(InetSocketAddress address) {
        destination = address;
    }

    void giveRequests(int number) {
        requests = number;
    }

    void giveAgeMillis(long millis) {
        ageMillis = millis;
    }

    @Override
    public SocketAddress source() {
        if (source == null) throw inputs.missing("src");
        return source;
    }

    @Override
    public SocketAddress destination() {
        if (destination == null) throw inputs.missing("dst");
        return destination;
    }

    @Override
    public String listener() {
        throw inputs.missing("so_name");
    }

    @Override
    public int listenerId() {
        throw inputs.missing("so_id");
    }

    /** Records do not hold it. */
    @Override
    public @Nullable ProxyHeader proxyHeader() {
        throw inputs.missing("fc_rcvd_proxy");
    }

    @Override
    public long measured(TcpMeasure measure) {
        throw inputs.missing("fc_" + measure.name().toLowerCase(Locale.ROOT));
    }

    /** Each record stands alone: what an earlier request of the connection has set is not known. */
    @Override
    public Variables variables() {
        return variables;
    }

    @Override
    public @Nullable Tracking tracking() {
        return tracking;
    }

    @Override
    public int requests() {
        if (requests == NOT_GIVEN) throw inputs.missing("conn.reqs");
        return requests;
    }

    @Override
    public long ageMillis() {
        if (ageMillis == NOT_GIVEN) throw inputs.missing("conn.age_ms");
        return ageMillis;
    }
}
