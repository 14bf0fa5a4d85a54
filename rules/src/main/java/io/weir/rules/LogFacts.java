package io.weir.rules;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What log formats show of an exchange and only whoever carries it out knows (configuration manual sections 8.2.6 and
 * 8.4). Times are in milliseconds, -1 for a point that was not reached. Loop-confined.
 */
public interface LogFacts {
    /** Whether the request's head was whole and well-formed. */
    boolean requestWhole();

    /** Milliseconds since 1970 when waiting for the request began: its connection was accepted, or the one before ended. */
    long acceptMillis();

    /** Milliseconds since 1970 of the first byte of the request. */
    long requestMillis();

    /** {@code Th}: from the accept to the end of what the connection began with; 0 for all but its first request. */
    int handshakeTime();

    /** {@code Ti}: until the first byte. */
    int idleTime();

    /** {@code TR}: from the first byte to the end of the head. */
    int requestTime();

    /** {@code Tw}: in queues. */
    int queueTime();

    /** {@code Tc}: until the server's connection was there. */
    int connectTime();

    /** {@code Tr}: until the response head was there. */
    int responseTime();

    /** {@code Td}: from the response head to the end. */
    int dataTime();

    /** {@code Ta}: from the first byte of the request to the end. */
    int activeTime();

    /** Whether the line is written before the exchange is over although its user wants what is known at its end. */
    boolean early();

    /** Of the response that the client got; -1: none. */
    int responseStatus();

    long sentBytes();

    long receivedBytes();

    /** Two characters (configuration manual section 8.5). */
    String terminationState();

    /** Two characters about the cookie of persistence in the request and in the response, {@code --} without one. */
    String persistenceState();

    int retryCount();

    boolean wasRedispatched();

    /** Requests that were before it in the server's queue. */
    int placeInServerQueue();

    int placeInBackendQueue();

    /** Number of the request in the process, from 0. */
    long requestNumber();

    /** Lines that its frontend logged before. */
    long loggedLines();

    /** Number of the bind address in its frontend, from 1. */
    int listenerNumber();

    /** Address of the server that it has a connection to, or null. */
    @Nullable SocketAddress serverAddress();

    /** From where that connection comes, or null. */
    @Nullable SocketAddress serverSource();
}
