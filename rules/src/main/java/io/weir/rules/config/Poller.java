package io.weir.rules.config;

/** {@code tune.poller}: the kernel interface that moves the bytes. */
public enum Poller {
    /** The best one of the system: epoll on Linux, else the JDK's selectors. */
    AUTO,
    EPOLL,
    IO_URING,
    NIO
}
