/** The data plane and its accounts: listeners, client and server connections, limits, counters, logs. */
module io.weir.engine {
    exports io.weir.engine;

    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.unix.common;
    requires transitive io.weir.rules;
    requires java.management;
    requires org.slf4j;
    requires static transitive org.jspecify;
}
