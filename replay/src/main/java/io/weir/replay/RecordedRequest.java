package io.weir.replay;

import io.weir.rules.ErrorCause;
import io.weir.rules.Place;
import io.weir.rules.Reply;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * One request of a capture with everything that the capture knows about it. Reused from line to line. Confined to the
 * replaying thread.
 */
final class RecordedRequest {
    private static final int FIRST_BYTES = 2048;

    private final RequestHead request = new RequestHead(FIRST_BYTES);
    private final ResponseHead response = new ResponseHead(FIRST_BYTES);
    private final GivenInputs inputs = new GivenInputs();
    private final GivenConnection connection = new GivenConnection(inputs);
    private Place place = Place.NOWHERE;
    private String frontend = "";
    private String server = "";
    private int status;
    private @Nullable ErrorCause failure;
    private Reply.@Nullable Composed answer;
    private Expectation expectation = Expectation.NONE;

    void clear(Place at) {
        request.clear();
        response.clear();
        inputs.clear();
        connection.clear();
        place = at;
        frontend = "";
        server = "";
        status = 0;
        failure = null;
        answer = null;
        expectation = Expectation.NONE;
    }

    /** The line it stands in. */
    Place place() {
        return place;
    }

    RequestHead request() {
        return request;
    }

    /** Where the response is made up. */
    ResponseHead response() {
        return response;
    }

    /** What a server answered; null when the record holds no response. */
    Reply.@Nullable Composed answer() {
        return answer;
    }

    void answered(Reply.Composed reply) {
        answer = reply;
    }

    /** The status that a log line tells, where nothing else of the response is known; 0: none. */
    int status() {
        return status;
    }

    void status(int ofResponse) {
        status = ofResponse;
    }

    GivenInputs inputs() {
        return inputs;
    }

    GivenConnection connection() {
        return connection;
    }

    /** Name of the frontend; empty when the record names none. */
    String frontend() {
        return frontend;
    }

    void frontend(String name) {
        frontend = name;
    }

    /** Name of the server that the request went to; empty when the record names none. */
    String server() {
        return server;
    }

    void server(String name) {
        server = name;
    }

    /** What goes wrong once a backend is chosen; null: nothing. */
    @Nullable ErrorCause failure() {
        return failure;
    }

    void failsBy(ErrorCause cause) {
        failure = cause;
    }

    Expectation expectation() {
        return expectation;
    }

    void expect(Expectation expected) {
        expectation = expected;
    }

    /**
     * Fills in the start line.
     *
     * @param minor the digit after {@code HTTP/1.}
     */
    void startLine(String method, String target, int minor) {
        var bytes = request.headers();
        int methodStart = bytes.append(method);
        int methodEnd = bytes.used();
        bytes.append(" ");
        int targetStart = bytes.append(target);
        int targetEnd = bytes.used();
        bytes.append("\r\n");
        request.startLine(methodStart, methodEnd, targetStart, targetEnd, minor);
    }
}
