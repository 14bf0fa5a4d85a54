package io.weir.engine.loop;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;

/**
 * Netty's epoll handler, mended. Netty 4.2.18 takes a descriptor of which nothing is wanted for a moment out of epoll,
 * but does not put it back when something is wanted again: on a connection whose other side has ended its direction, the
 * first write that had to wait for room failed with ENOENT, and what was to be sent was lost. Loop-confined.
 */
final class EpollHandler implements IoHandler {
    private final IoHandler netty;

    private EpollHandler(IoHandler netty) {
        this.netty = netty;
    }

    /** @param maxEvents events taken from the kernel at once; 0: as many as there are */
    static IoHandlerFactory newFactory(int maxEvents) {
        IoHandlerFactory factory = EpollIoHandler.newFactory(maxEvents, DefaultSelectStrategyFactory.INSTANCE);
        return executor -> new EpollHandler(factory.newHandler(executor));
    }

    @Override
    public void initialize() {
        netty.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return netty.run(context);
    }

    @Override
    public void prepareToDestroy() {
        netty.prepareToDestroy();
    }

    @Override
    public void destroy() {
        netty.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Registration((EpollIoHandle) handle);
    }

    @Override
    public void wakeup() {
        netty.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return netty.isCompatible(type);
    }

    /** A descriptor's place in epoll, taken anew after it was given up for a while; its events are counted. */
    private final class Registration extends Spins.Restless implements IoRegistration, EpollIoHandle {
        private final EpollIoHandle handle;
        private IoRegistration current;
        private boolean givenUp;

        Registration(EpollIoHandle handle) throws Exception {
            this.handle = handle;
            this.current = netty.register(this);
        }

        // ---- what epoll says

        @Override
        public FileDescriptor fd() {
            return handle.fd();
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            event();
            handle.handle(registration, event);
        }

        @Override
        public void registered() {
            handle.registered();
        }

        @Override
        public void unregistered() {
            handle.unregistered();
        }

        @Override
        public void close() {
            try {
                handle.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        // ---- what the watch asks for

        @Override
        public int descriptor() {
            return fd().intValue();
        }

        // ---- what the channel asks for

        @Override
        public long submit(IoOps ops) {
            boolean nothing = EpollIoOps.NONE.equals(ops);
            if (givenUp && !nothing && current.isValid()) anew();
            givenUp = nothing;
            return current.submit(ops);
        }

        private void anew() {
            current.cancel();
            try {
                current = netty.register(this);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's way
        public <T> T attachment() {
            return current.attachment();
        }

        @Override
        public boolean isValid() {
            return current.isValid();
        }

        @Override
        public boolean cancel() {
            return current.cancel();
        }
    }
}
