package wsscgen.interop;

import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.wss4j.common.ext.WSPasswordCallback;

/** Passwords of keys and users, as the callback handlers of CXF's own WSSCTest give them. */
final class Passwords implements CallbackHandler {
    /** KeystorePasswordCallback. */
    static final Passwords KEYS = new Passwords(Map.of(
        "alice", "password", "bob", "password", "Alice", "abcd!1234", "Bob", "abcd!1234", "abcd", "dcba"));
    /** UTPasswordCallback. */
    static final Passwords USERS = new Passwords(Map.of(
        "Alice", "ecilA", "abcd", "dcba", "alice", "password", "bob", "password"));

    private final Map<String, String> known;

    private Passwords(Map<String, String> known) {
        this.known = known;
    }

    @Override
    public void handle(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            WSPasswordCallback wanted = (WSPasswordCallback) callback;
            String password = known.get(wanted.getIdentifier());
            // An unknown name stays without a password, and WSS4J refuses it.
            if (password != null) {
                wanted.setPassword(password);
            }
        }
    }
}
