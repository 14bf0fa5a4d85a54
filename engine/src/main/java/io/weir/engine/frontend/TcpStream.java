package io.weir.engine.frontend;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.LoopContext;
import io.weir.engine.exchange.TcpExchange;
import org.jspecify.annotations.Nullable;

/** A client of a TCP frontend: one exchange from its connection to its end. Loop-confined. */
final class TcpStream implements Carried {
    private final LoopContext context;
    private final Frontend frontend;
    private final ClientConnection connection;
    private @Nullable TcpExchange exchange;

    TcpStream(LoopContext context, Frontend frontend, ClientConnection connection) {
        this.context = context;
        this.frontend = frontend;
        this.connection = connection;
    }

    @Override
    public void opened() {
        var record = ExchangeRecord.begun(connection.readyNanos());
        record.startAtAccept();
        var begun = new TcpExchange(context, frontend, connection, record);
        exchange = begun;
        begun.begin();
    }

    @Override
    public boolean take(ByteBuf in) {
        var running = exchange;
        int before = in.readableBytes();
        if (running != null) running.clientBytes(in);
        return in.readableBytes() < before;
    }

    @Override
    public void nothingMore() {} // the exchange has heard of it as it came

    @Override
    public void clientFinished() {
        var running = exchange;
        if (running != null) running.clientFinished();
    }

    @Override
    public void lost() {
        var running = exchange;
        if (running != null) running.clientLost();
    }

    @Override
    public void writable(boolean writable) {
        var running = exchange;
        if (running != null) running.clientWritable(writable);
    }

    @Override
    public void timedOut() {
        var running = exchange;
        if (running != null) running.clientTimedOut();
    }

    @Override
    public void exchangeEnded(boolean reusable) {
        exchange = null;
        connection.closeWhenSent();
    }

    @Override
    public @Nullable TcpExchange exchange() {
        return exchange;
    }

    @Override
    public boolean isIdle() {
        return false;
    }

    @Override
    public void release() {}
}
