package io.weir.engine.http1;

import static org.junit.jupiter.api.Assertions.*;

import io.weir.engine.http1.Http1Session.Next;
import io.weir.engine.http1.Http1Session.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class Http1SessionTest {
    private enum Event {
        requestHead,
        requestEnd,
        requestClosed,
        responseHead,
        responseEnd,
        responseClosed,
        lastRequest;

        /** What is to be done, empty when the event does not say. */
        String happensTo(Http1Session session) {
            return switch (this) {
                case requestHead -> none(session::requestHead);
                case requestEnd -> " " + session.requestEnd();
                case requestClosed -> " " + session.requestClosed();
                case responseHead -> none(session::responseHead);
                case responseEnd -> " " + session.responseEnd();
                case responseClosed -> " " + session.responseClosed();
                case lastRequest -> none(session::lastRequest);
            };
        }

        private static String none(Runnable event) {
            event.run();
            return "";
        }
    }

    private record Reached(String state, List<Event> path) {}

    /**
     * Every legal event in every state that can be reached: request side, response side, {@code +} for keep-alive or
     * {@code -} for the last request; the event; the state after it and what is to be done.
     */
    private static final String TABLE = """
            CLOSED CLOSED -  lastRequest  CLOSED CLOSED -
            CLOSED DONE -  lastRequest  CLOSED DONE -
            CLOSED IDLE -  lastRequest  CLOSED IDLE -
            CLOSED IDLE -  responseClosed  CLOSED CLOSED - CLOSE
            CLOSED IDLE -  responseHead  CLOSED OPEN -
            CLOSED OPEN -  lastRequest  CLOSED OPEN -
            CLOSED OPEN -  responseClosed  CLOSED CLOSED - CLOSE
            CLOSED OPEN -  responseEnd  CLOSED DONE - CLOSE
            DONE CLOSED -  lastRequest  DONE CLOSED -
            DONE CLOSED -  requestClosed  DONE CLOSED - CLOSE
            DONE DONE -  lastRequest  DONE DONE -
            DONE DONE -  requestClosed  DONE DONE - CLOSE
            DONE IDLE +  lastRequest  DONE IDLE -
            DONE IDLE +  requestClosed  DONE IDLE - WAIT
            DONE IDLE +  responseClosed  DONE CLOSED - CLOSE
            DONE IDLE +  responseHead  DONE OPEN +
            DONE IDLE -  lastRequest  DONE IDLE -
            DONE IDLE -  requestClosed  DONE IDLE - WAIT
            DONE IDLE -  responseClosed  DONE CLOSED - CLOSE
            DONE IDLE -  responseHead  DONE OPEN -
            DONE OPEN +  lastRequest  DONE OPEN -
            DONE OPEN +  requestClosed  DONE OPEN - WAIT
            DONE OPEN +  responseClosed  DONE CLOSED - CLOSE
            DONE OPEN +  responseEnd  IDLE IDLE + REUSE
            DONE OPEN -  lastRequest  DONE OPEN -
            DONE OPEN -  requestClosed  DONE OPEN - WAIT
            DONE OPEN -  responseClosed  DONE CLOSED - CLOSE
            DONE OPEN -  responseEnd  DONE DONE - CLOSE
            IDLE CLOSED -  lastRequest  IDLE CLOSED -
            IDLE CLOSED -  requestClosed  CLOSED CLOSED - CLOSE
            IDLE DONE -  lastRequest  IDLE DONE -
            IDLE DONE -  requestClosed  CLOSED DONE - CLOSE
            IDLE IDLE +  lastRequest  IDLE IDLE -
            IDLE IDLE +  requestClosed  CLOSED IDLE - CLOSE
            IDLE IDLE +  requestHead  OPEN IDLE +
            IDLE IDLE +  responseClosed  IDLE CLOSED - CLOSE
            IDLE IDLE +  responseHead  IDLE OPEN +
            IDLE IDLE -  lastRequest  IDLE IDLE -
            IDLE IDLE -  requestClosed  CLOSED IDLE - CLOSE
            IDLE IDLE -  requestHead  OPEN IDLE -
            IDLE IDLE -  responseClosed  IDLE CLOSED - CLOSE
            IDLE IDLE -  responseHead  IDLE OPEN -
            IDLE OPEN +  lastRequest  IDLE OPEN -
            IDLE OPEN +  requestClosed  CLOSED OPEN - WAIT
            IDLE OPEN +  responseClosed  IDLE CLOSED - CLOSE
            IDLE OPEN +  responseEnd  IDLE DONE - CLOSE
            IDLE OPEN -  lastRequest  IDLE OPEN -
            IDLE OPEN -  requestClosed  CLOSED OPEN - WAIT
            IDLE OPEN -  responseClosed  IDLE CLOSED - CLOSE
            IDLE OPEN -  responseEnd  IDLE DONE - CLOSE
            OPEN CLOSED -  lastRequest  OPEN CLOSED -
            OPEN CLOSED -  requestClosed  CLOSED CLOSED - CLOSE
            OPEN CLOSED -  requestEnd  DONE CLOSED - CLOSE
            OPEN DONE -  lastRequest  OPEN DONE -
            OPEN DONE -  requestClosed  CLOSED DONE - CLOSE
            OPEN DONE -  requestEnd  DONE DONE - CLOSE
            OPEN IDLE +  lastRequest  OPEN IDLE -
            OPEN IDLE +  requestClosed  CLOSED IDLE - CLOSE
            OPEN IDLE +  requestEnd  DONE IDLE + WAIT
            OPEN IDLE +  responseClosed  OPEN CLOSED - CLOSE
            OPEN IDLE +  responseHead  OPEN OPEN +
            OPEN IDLE -  lastRequest  OPEN IDLE -
            OPEN IDLE -  requestClosed  CLOSED IDLE - CLOSE
            OPEN IDLE -  requestEnd  DONE IDLE - WAIT
            OPEN IDLE -  responseClosed  OPEN CLOSED - CLOSE
            OPEN IDLE -  responseHead  OPEN OPEN -
            OPEN OPEN +  lastRequest  OPEN OPEN -
            OPEN OPEN +  requestClosed  CLOSED OPEN - WAIT
            OPEN OPEN +  requestEnd  DONE OPEN + WAIT
            OPEN OPEN +  responseClosed  OPEN CLOSED - CLOSE
            OPEN OPEN +  responseEnd  OPEN DONE - CLOSE
            OPEN OPEN -  lastRequest  OPEN OPEN -
            OPEN OPEN -  requestClosed  CLOSED OPEN - WAIT
            OPEN OPEN -  requestEnd  DONE OPEN - WAIT
            OPEN OPEN -  responseClosed  OPEN CLOSED - CLOSE
            OPEN OPEN -  responseEnd  OPEN DONE - CLOSE
            """;

    @Test
    void everyEventInEveryStateDoesWhatTheTableSays() {
        var seen = new TreeSet<String>();
        var known = new TreeSet<>(List.of("IDLE IDLE +"));
        var reached = new ArrayDeque<>(List.of(new Reached("IDLE IDLE +", List.of())));
        while (!reached.isEmpty()) {
            var from = reached.remove();
            for (Event event : Event.values()) {
                var session = after(from.path());
                String next;
                try {
                    next = event.happensTo(session);
                } catch (IllegalStateException e) {
                    assertEquals(from.state(), state(session), "an illegal event changes nothing");
                    assertEquals(event + " in " + session, e.getMessage());
                    continue;
                }
                seen.add(from.state() + "  " + event + "  " + state(session) + next);
                var path = new ArrayList<>(from.path());
                path.add(event);
                if (known.add(state(session))) reached.add(new Reached(state(session), path));
            }
        }

        assertEquals(String.join("\n", new TreeSet<>(TABLE.lines().toList())), String.join("\n", seen));
    }

    @Test
    void aConnectionIsReusedWhenBothMessagesAreOver() {
        var session = new Http1Session();
        for (int i = 0; i < 3; i++) {
            session.requestHead();
            assertEquals(Next.WAIT, session.requestEnd());
            session.responseHead();

            assertEquals(Next.REUSE, session.responseEnd());

            assertEquals(Side.IDLE, session.request());
        }
    }

    @Test
    void aResponseThatIsFasterThanTheRequestBodyIsTheLast() {
        var session = new Http1Session();
        session.requestHead();
        session.responseHead();
        assertEquals(Next.CLOSE, session.responseEnd());

        assertEquals(Next.CLOSE, session.requestEnd());

        assertFalse(session.keepAlive());
    }

    @Test
    void aClientThatHalfClosesAfterItsRequestStillGetsItsAnswer() {
        var session = new Http1Session();
        session.requestHead();
        session.requestEnd();
        assertEquals(Next.WAIT, session.requestClosed());
        session.responseHead();

        assertEquals(Next.CLOSE, session.responseEnd());
    }

    @Test
    void anUnreadableRequestIsAnsweredAndTheConnectionClosed() {
        var session = new Http1Session();
        assertEquals(Next.CLOSE, session.requestClosed());
        session.responseHead();

        assertEquals(Next.CLOSE, session.responseEnd());
    }

    private static Http1Session after(List<Event> events) {
        var session = new Http1Session();
        for (Event event : events) event.happensTo(session);
        return session;
    }

    private static String state(Http1Session session) {
        return session.request() + " " + session.response() + (session.keepAlive() ? " +" : " -");
    }
}
