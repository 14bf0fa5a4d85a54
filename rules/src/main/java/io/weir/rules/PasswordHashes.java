package io.weir.rules;

import java.util.ServiceLoader;

/**
 * Checks passwords against hashes as crypt(3) writes them. A service that whoever puts the program together provides: this
 * module has no library for it. Any thread.
 */
public interface PasswordHashes {
    /** Whether it knows the algorithm of that hash. */
    boolean knows(String hash);

    /** Whether that is the password. */
    boolean matches(String password, String hash);

    /** The one of this program; where there is none, no hash is known. */
    static PasswordHashes installed() {
        return ServiceLoader.load(PasswordHashes.class).findFirst().orElse(NONE);
    }

    /** Knows none. */
    PasswordHashes NONE = new PasswordHashes() {
        @Override
        public boolean knows(String hash) {
            return false;
        }

        @Override
        public boolean matches(String password, String hash) {
            return false;
        }
    };
}
