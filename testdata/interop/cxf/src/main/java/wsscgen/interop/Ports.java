package wsscgen.interop;

import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.cxf.ws.security.SecurityConstants;

/**
 * The ports of the WSDL and what each end of them is configured with. The values are those of
 * CXF's own WSSCTest (WSSCServer.java, client.xml), no more: the peer is as strict as it ships.
 */
final class Ports {
    static final QName SERVICE = new QName(PingPort.SERVICE_NS, "PingService");

    private static final String OVER_TRANSPORT = "SecureConversation_UserNameOverTransport_IPingService";
    private static final String MUTUAL = "SecureConversation_MutualCertificate10SignEncrypt_IPingService";
    private static final String ASYMMETRIC = "_X10_IPingService";

    static final List<String> ALL = List.of(
        OVER_TRANSPORT, MUTUAL,
        "AC_IPingService", "ADC_IPingService", "ADC-ES_IPingService",
        "_A_IPingService", "_AD_IPingService", "_AD-ES_IPingService",
        "UXC_IPingService", "UXDC_IPingService", "UXDC-SEES_IPingService",
        "_UX_IPingService", "_UXD_IPingService", "_UXD-SEES_IPingService",
        "XC_IPingService", "XDC_IPingService", "XDC_IPingService1", "XDC-ES_IPingService", "XDC-SEES_IPingService",
        "_X_IPingService", ASYMMETRIC, "_XD_IPingService", "_XD-SEES_IPingService", "_XD-ES_IPingService");

    // The suffix says: for the exchange that obtains the SecurityContextToken.
    private static final String CALLBACK = SecurityConstants.CALLBACK_HANDLER + ".sct";
    private static final String ENCRYPTION = SecurityConstants.ENCRYPT_PROPERTIES + ".sct";
    private static final String SIGNATURE = SecurityConstants.SIGNATURE_PROPERTIES + ".sct";
    private static final String USERNAME = SecurityConstants.USERNAME + ".sct";

    private Ports() {
    }

    static boolean overTls(String port) {
        return port.equals(OVER_TRANSPORT);
    }

    /** The rule of CXF's test; none of these policies says MustNotSendCancel. */
    static boolean cancels(String port) {
        return port.startsWith("_");
    }

    static Map<String, Object> server(String port, Engine engine) {
        Map<String, Object> p = engine.properties();
        p.put(CALLBACK, overTls(port) ? Passwords.USERS : Passwords.KEYS);
        p.put(ENCRYPTION, key("bob"));
        if (port.equals(ASYMMETRIC)) {
            p.put(SIGNATURE, key("bob"));
            p.put(ENCRYPTION, key("alice"));
        } else if (port.equals(MUTUAL)) {
            p.put(SIGNATURE, key("alice"));
            p.put(SecurityConstants.CALLBACK_HANDLER, Passwords.KEYS);
        }
        return p;
    }

    static Map<String, Object> client(String port, Engine engine) {
        Map<String, Object> p = engine.properties();
        if (overTls(port)) {
            p.put(CALLBACK, Passwords.USERS);
            p.put(USERNAME, "Alice");
            return p;
        }
        p.put(CALLBACK, Passwords.KEYS);
        p.put(ENCRYPTION, key("bob"));
        if (port.equals(MUTUAL) || port.equals(ASYMMETRIC)) {
            p.put(SIGNATURE, key("alice"));
        }
        // UX* send a UsernameToken; X* have the name too and endorse with bob's key, for want of another.
        if (port.matches("_?U?X.*")) {
            p.put(USERNAME, "abcd");
        }
        return p;
    }

    /** The WSS4J crypto properties of a key in cxf-testutils (classifier keys). */
    private static Properties key(String alias) {
        String merlin = "org.apache.wss4j.crypto.merlin.";
        Properties p = new Properties();
        p.setProperty("org.apache.wss4j.crypto.provider", "org.apache.wss4j.common.crypto.Merlin");
        p.setProperty(merlin + "keystore.type", "jks");
        p.setProperty(merlin + "keystore.password", "password");
        p.setProperty(merlin + "keystore.alias", alias);
        p.setProperty(merlin + "keystore.file", "keys/" + alias + ".jks");
        return p;
    }

    /** Where run.sh says the WSDL is. */
    static String wsdl() {
        String path = System.getProperty("wsdl");
        if (path == null || !new File(path).isFile()) {
            throw new IllegalArgumentException("no WSDL at -Dwsdl=" + path);
        }
        return new File(path).toURI().toString();
    }

    /** WSS4J's two implementations: over a tree, or streaming. */
    enum Engine {
        DOM, STAX;

        static Engine of(String name) {
            return switch (name) {
                case "dom" -> DOM;
                case "stax" -> STAX;
                default -> throw new IllegalArgumentException("engine " + name + " (known: dom, stax)");
            };
        }

        private Map<String, Object> properties() {
            Map<String, Object> p = new HashMap<>();
            if (this == STAX) {
                p.put(SecurityConstants.ENABLE_STREAMING_SECURITY, "true");
            }
            return p;
        }

        @Override
        public String toString() {
            return name().toLowerCase();
        }
    }
}
