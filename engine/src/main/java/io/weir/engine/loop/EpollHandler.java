package io.weir.engine.loop;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

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
        return new Registration(handle, netty.register(handle));
    }

    @Override
    public void wakeup() {
        netty.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return netty.isCompatible(type);
    }

    /** A descriptor's place in epoll, taken anew after it was given up for a while. */
    private final class Registration implements IoRegistration {
        private final IoHandle handle;
        private IoRegistration current;
        private boolean givenUp;

        Registration(IoHandle handle, IoRegistration first) {
            this.handle = handle;
            this.current = first;
        }

        @Override
        public long submit(IoOps ops) {
            boolean nothing = EpollIoOps.NONE.equals(ops);
            if (givenUp && !nothing) anew();
            givenUp = nothing;
            return current.submit(ops);
        }

        private void anew() {
            current.cancel();
            try {
                current = netty.register(handle);
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
