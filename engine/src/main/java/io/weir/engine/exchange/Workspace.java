package io.weir.engine.exchange;

import io.weir.engine.http1.BodyReader;
import io.weir.engine.http1.HeadLimits;
import io.weir.engine.http1.RequestReader;
import io.weir.engine.http1.ResponseReader;
import io.weir.engine.http1.Strictness;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * What reading one request and its response takes. A connection has one from the first byte of a request to the end of
 * its response, so that idle connections cost little. Loop-confined.
 */
public final class Workspace {
    private static final int FIRST_HEAD_BYTES = 1024;

    public final RequestHead request = new RequestHead(FIRST_HEAD_BYTES);
    public final ResponseHead response = new ResponseHead(FIRST_HEAD_BYTES);
    public final RequestReader requestReader;
    public final ResponseReader responseReader;
    public final BodyReader requestBody;
    public final BodyReader responseBody;
    final AnswerBody answerBody;
    final AnswerRules answerRules = new AnswerRules();

    /** Only while rules wait for a response's body. */
    @Nullable AnswerWait answerWait;

    Workspace(HeadLimits limits) {
        requestReader = new RequestReader(limits, Strictness.STRICT);
        responseReader = new ResponseReader(limits, Strictness.STRICT);
        requestBody = new BodyReader(limits.bytes());
        responseBody = new BodyReader(limits.bytes());
        answerBody = new AnswerBody(responseBody, limits.bytes());
    }

    void clear() {
        request.clear();
        response.clear();
        requestReader.reset();
        responseReader.reset();
        answerBody.hide();
    }
}
