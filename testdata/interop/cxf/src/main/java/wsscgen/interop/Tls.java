package wsscgen.interop;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.configuration.jsse.TLSServerParameters;
import org.apache.cxf.configuration.security.ClientAuthentication;

/** TLS at both ends of the port over transport security, with the certificates of CXF's tests. */
final class Tls {
    private static final char[] PASSWORD = "password".toCharArray();

    private Tls() {
    }

    static TLSServerParameters server() throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store("keys/Bethal.jks"), PASSWORD);
        ClientAuthentication client = new ClientAuthentication();
        client.setWant(true);
        client.setRequired(false);
        TLSServerParameters tls = new TLSServerParameters();
        tls.setKeyManagers(keys.getKeyManagers());
        tls.setClientAuthentication(client);
        return tls;
    }

    static TLSClientParameters client() throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store("keys/Truststore.jks"));
        TLSClientParameters tls = new TLSClientParameters();
        tls.setTrustManagers(trust.getTrustManagers());
        tls.setDisableCNCheck(true); // the certificate is made out to Bethal, not to localhost
        return tls;
    }

    private static KeyStore store(String resource) throws GeneralSecurityException, IOException {
        try (InputStream in = Tls.class.getClassLoader().getResourceAsStream(resource)) {
            KeyStore store = KeyStore.getInstance("jks");
            store.load(in, PASSWORD);
            return store;
        }
    }
}
