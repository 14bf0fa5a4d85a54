package io.weir.rules;

import io.weir.rules.table.Tracking;
import java.net.SocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response as rules see them, the same in the engine and in a replay. Rules change it only through
 * {@link #effects()}. Loop-confined.
 */
public final class Transaction {
    /** No rule said at which level to log: the configuration does. */
    public static final int LOG_LEVEL_UNSET = -1;

    /** A rule wants no log line. */
    public static final int LOG_LEVEL_SILENT = 8;

    private static final int NO_BYTES = 16;
    static final String SESSION = "sess.";
    private static final String PROCESS = "proc.";

    private final RequestHead request;
    private final ResponseHead response;
    private ConnectionView connection;
    private final Inputs inputs;
    private final String frontend;
    private final Effects effects = new Effects(this);
    private @Nullable Journal journal;
    private @Nullable Origin rule;
    private @Nullable Place lastRule;
    private @Nullable String backend;
    private @Nullable String server;
    private @Nullable Variables variables;
    private @Nullable Map<String, String> logFields;
    private @Nullable Tracking tracking;
    private @Nullable StreamSettings stream;
    private Captures captures = Captures.NONE;
    private Content content = Content.NONE;
    private Content responseContent = Content.NONE;
    private @Nullable RequestFinder finder;
    private boolean inspecting;
    private @Nullable LogFacts facts;
    private @Nullable UniqueId uniqueIdFormat;
    private @Nullable String uniqueId;
    private boolean responseFromProxy;
    private boolean admitting;
    private boolean softRewriting;
    private int rewriteBytes = Integer.MAX_VALUE;
    private byte logLevel = LOG_LEVEL_UNSET; // as small as it is, since there is one for each request

    public Transaction(
            RequestHead request, ResponseHead response, ConnectionView connection, Inputs inputs, String frontend) {
        this.request = request;
        this.response = response;
        this.connection = connection;
        this.inputs = inputs;
        this.frontend = frontend;
    }

    /** Of a connection, or of nobody: its heads are there only because a transaction has them, and stay empty. */
    public static Transaction withoutMessages(ConnectionView connection, Inputs inputs, String frontend) {
        return new Transaction(new RequestHead(NO_BYTES), new ResponseHead(NO_BYTES), connection, inputs, frontend);
    }

    public RequestHead request() {
        return request;
    }

    /** Its status is 0 while there is no response. */
    public ResponseHead response() {
        return response;
    }

    public ConnectionView connection() {
        return connection;
    }

    public Inputs inputs() {
        return inputs;
    }

    public Effects effects() {
        return effects;
    }

    public String frontend() {
        return frontend;
    }

    /** The backend once it is chosen. */
    public @Nullable String backend() {
        return backend;
    }

    /** The server once it is chosen. */
    public @Nullable String server() {
        return server;
    }

    /** The stage that chooses the backend says so here. */
    public void backendChosen(String name) {
        backend = name;
        if (stream != null) stream.failedBeforeBackend = stream.failedRewrites;
    }

    /** The stage that chooses the server says so here; null when it is given back. */
    public void serverChosen(@Nullable String name) {
        server = name;
        if (stream != null) stream.failedBeforeServer = stream.failedRewrites;
    }

    /** Whether the response is Weir's own and not a server's. */
    public boolean responseFromProxy() {
        return responseFromProxy;
    }

    public void responseIsFromProxy() {
        responseFromProxy = true;
    }

    /** What was captured of it. */
    public Captures captures() {
        return captures;
    }

    /** Whoever runs the transaction says so before its first rule. */
    public void captures(Captures theirs) {
        captures = theirs;
    }

    /** Goes on with the variables, captures and stick counters of what was a stream of bytes before. */
    public void continueFrom(Transaction stream) {
        variables = stream.variables;
        stream.variables = null;
        captures = stream.captures;
        tracking = stream.tracking;
        stream.tracking = null;
        logLevel = stream.logLevel;
    }

    /** Goes on with the addresses that rules gave that stream. */
    public void addressesOf(Transaction stream) {
        connection = stream.connection;
    }

    /** What has come of the client's bytes, without a head of HTTP. */
    public Content content() {
        return content;
    }

    /** What has come of the server's bytes, without a head of HTTP. */
    public Content responseContent() {
        return responseContent;
    }

    /** Whoever runs the transaction says so before its first rule. */
    public void contents(Content ofClient, Content ofServer) {
        content = ofClient;
        responseContent = ofServer;
    }

    /** Where rules about a stream of bytes look for the head of a request; without one it is there. */
    public void requestFinder(RequestFinder theirs) {
        finder = theirs;
    }

    /** Whether {@link #request()} holds a head; more content may bring one. */
    public boolean hasRequest() {
        return finder == null || finder.finds(content, request);
    }

    /** Whether rules are run about content that is still coming, so that what says nothing yet makes them wait. */
    public boolean isInspecting() {
        return inspecting;
    }

    /** Whoever runs such rules says so. */
    public void inspecting(boolean now) {
        inspecting = now;
    }

    /** Whether a fetch since the last time would have used more content than there is. */
    public boolean takeAwaited() {
        boolean ofClient = content.takeAwaited();
        boolean ofServer = responseContent.takeAwaited();
        return ofClient || ofServer;
    }

    /** What whoever carries it out knows of it; null in a replay. */
    public @Nullable LogFacts facts() {
        return facts;
    }

    /** Whoever carries it out says so before its first rule. */
    public void facts(LogFacts theirs) {
        facts = theirs;
    }

    /** {@code unique-id-format} of its frontend. */
    public void uniqueIdFormat(@Nullable UniqueId format) {
        uniqueIdFormat = format;
    }

    /** Its unique id if that was asked for before, or null. */
    public @Nullable String knownUniqueId() {
        return uniqueId;
    }

    /** Its unique id, made when it is asked for first; null when its frontend gives none. */
    public @Nullable String uniqueId() {
        if (uniqueId == null && uniqueIdFormat != null) uniqueId = uniqueIdFormat.of(this);
        return uniqueId;
    }

    /** Records effects from now on. */
    public void journal(Journal receiver) {
        journal = receiver;
    }

    @Nullable Journal journal() {
        return journal;
    }

    /** Whoever runs a rule line or a hook says here which, so that whatever it reads can be put down to it. */
    public void running(Origin origin) {
        rule = origin;
    }

    /** The rule line or hook that runs or ran last; null before the first. */
    public @Nullable Origin rule() {
        return rule;
    }

    /** A rule line says that it ended the evaluation of its rule set. */
    public void decidedBy(Place line) {
        lastRule = line;
    }

    /** The rule line that was the last to end the evaluation of its rule set; null: none has so far. */
    public @Nullable Place lastRule() {
        return lastRule;
    }

    /** The stick counters of this request, else those of its connection; null: no rule has tracked anything. */
    public @Nullable Tracking tracking() {
        return tracking == null ? connection.tracking() : tracking;
    }

    /** Its own stick counters, without those of its connection; null: no rule of a request has tracked anything. */
    public @Nullable Tracking ownTracking() {
        return tracking;
    }

    Tracking trackingOrNew() {
        if (tracking == null) tracking = new Tracking(connection.tracking());
        return tracking;
    }

    /** A variable that rules see here, by its full name such as {@code txn.x}, or null. */
    public @Nullable Object variable(String name) {
        if (name.startsWith(SESSION)) return connection.variables().get(name);
        if (name.startsWith(PROCESS)) return inputs.variable(name);
        return variables == null ? null : variables.get(name);
    }

    /** Fields that a log hook added, in order; empty when there are none. */
    public Map<String, String> logFields() {
        return logFields == null ? Map.of() : logFields;
    }

    /** 0 (emerg) to 7 (debug), {@link #LOG_LEVEL_SILENT} or {@link #LOG_LEVEL_UNSET}. */
    public int logLevel() {
        return logLevel;
    }

    /** What rules said about the further way of the request. */
    public StreamSettings stream() {
        return stream == null ? StreamSettings.NONE : stream;
    }

    /** The same, to be changed. */
    StreamSettings ownStream() {
        if (stream == null) stream = new StreamSettings();
        return stream;
    }

    /** Its rules run on a connection that is not yet a session: addresses that they give are the connection's own. */
    public void admitting() {
        admitting = true;
    }

    /** Rules see these addresses from now on. */
    void seenConnection(SocketAddress source, SocketAddress destination) {
        SocketAddress realSource = admitting ? source : connection.realSource();
        SocketAddress realDestination = admitting ? destination : connection.realDestination();
        connection = new SeenConnection(connection, source, destination, realSource, realDestination);
    }

    /** {@code strict-mode off}: a rewriting that fails is passed over until this rule set ends. */
    public void softRewriting(boolean soft) {
        softRewriting = soft;
    }

    public boolean isSoftRewriting() {
        return softRewriting;
    }

    /** Rewritings that were not legal or found no room. */
    public int failedRewrites() {
        return stream().failedRewrites;
    }

    /** Those since its backend was chosen; 0 without one. */
    public int failedRewritesInBackend() {
        return backend == null ? 0 : stream().failedRewrites - stream().failedBeforeBackend;
    }

    /** Those since its server was chosen; 0 without one. */
    public int failedRewritesOfServer() {
        return server == null ? 0 : stream().failedRewrites - stream().failedBeforeServer;
    }

    /** A rule set says so. */
    public void rewriteFailed() {
        ownStream().failedRewrites++;
    }

    /** The line at which a rule set that waits goes on; it says so itself. */
    public void resumeAtLine(int index) {
        ownStream().resumesAtLine = index;
    }

    public int resumesAtLine() {
        return stream().resumesAtLine;
    }

    /** Rules may add so many bytes to the message that comes now; the stage that received it says so. */
    public void rewriteRoom(int bytes) {
        rewriteBytes = bytes;
    }

    /** @throws IllegalEffectException when there is no room for them */
    void takeRewriteRoom(int bytes) {
        if (bytes > rewriteBytes) throw new IllegalEffectException("no room for another " + bytes + " bytes");
        rewriteBytes -= bytes;
    }

    void putLogLevel(int level) {
        logLevel = (byte) level;
    }

    /** False: it is over a limit of {@code tune.vars}. */
    boolean putVariable(String name, @Nullable Object value) {
        if (name.startsWith(PROCESS)) return inputs.variable(name, value);
        var sizes = inputs.variableSizes();
        if (sizes != null) return sizes.put(this, name, value);
        variablesOf(name).put(name, value);
        return true;
    }

    /** It is over: others may take what its variables took. */
    public void endVariables() {
        var sizes = inputs.variableSizes();
        if (sizes == null || variables == null) return;
        sizes.end(connection.variables(), variables);
        variables = null;
    }

    /** Whether {@code ifexists} finds it; those of the process are there from the start. */
    public boolean variableExists(String name) {
        if (name.startsWith(PROCESS)) return true;
        if (name.startsWith(SESSION)) return connection.variables().exists(name);
        return variables != null && variables.exists(name);
    }

    /** It exists from now on, without a value when it did not before; false: it is over a limit. */
    public boolean createVariable(String name) {
        if (name.startsWith(PROCESS)) return true;
        var sizes = inputs.variableSizes();
        if (sizes != null) return sizes.create(this, name);
        variablesOf(name).create(name);
        return true;
    }

    /** Where a variable is that is not the process's. */
    Variables variablesOf(String name) {
        return name.startsWith(SESSION) ? connection.variables() : ownVariables();
    }

    Variables ownVariables() {
        if (variables == null) variables = Variables.ofTransaction();
        return variables;
    }

    void putLogField(String name, String value) {
        if (logFields == null) logFields = new java.util.LinkedHashMap<>();
        logFields.put(name, value);
    }
}
