package io.weir.engine.account;

/**
 * The third and fourth letter of the termination state (configuration manual section 8.5) in one byte, so that a record
 * of an exchange does not grow by them; 0: nothing is known, {@code --}. Any thread.
 */
public final class PersistenceState {
    private static final String ASKED = "-NIDVEOU";
    private static final String ANSWERED = "-NPDIRU";
    private static final String[] TEXTS = texts();

    private PersistenceState() {}

    /**
     * @param asked about the cookie of the request
     * @param answered about that of the response
     */
    public static byte of(char asked, char answered) {
        return (byte) (ASKED.indexOf(asked) * ANSWERED.length() + ANSWERED.indexOf(answered));
    }

    static String text(byte state) {
        return TEXTS[state];
    }

    private static String[] texts() {
        var texts = new String[ASKED.length() * ANSWERED.length()];
        for (int i = 0; i < texts.length; i++)
            texts[i] = "" + ASKED.charAt(i / ANSWERED.length()) + ANSWERED.charAt(i % ANSWERED.length());
        return texts;
    }
}
