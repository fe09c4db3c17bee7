package wsscgen.interop.plain;

import jakarta.xml.ws.soap.SOAPBinding;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.transport.http_jetty.JettyHTTPServerEngineFactory;

/**
 * Offers the services, each over HTTP and TLS.
 *
 * <p>offer HTTP HTTPS KEY CERTIFICATE says ready, and then what it is told one-way, until its input ends;
 * wsdl HTTP FOLDER writes the WSDLs that CXF makes.
 */
public final class Offer {
    /** What is offered, by its path. */
    private static final Map<String, Offered> ALL = new LinkedHashMap<>();

    static {
        ALL.put("library11", new Offered(Services.LibraryService.class, Library.NS, "Library11", SOAPBinding.SOAP11HTTP_BINDING));
        ALL.put("library12", new Offered(Services.LibraryService.class, Library.NS, "Library12", SOAPBinding.SOAP12HTTP_BINDING));
        ALL.put("counter", new Offered(Services.CounterService.class, Counter.NS, "Counter", SOAPBinding.SOAP11HTTP_BINDING));
        ALL.put("addressed11", new Offered(Services.AddressedService.class, Addressed.NS, "Addressed11", SOAPBinding.SOAP11HTTP_BINDING));
        ALL.put("addressed12", new Offered(Services.AddressedService.class, Addressed.NS, "Addressed12", SOAPBinding.SOAP12HTTP_BINDING));
    }

    private record Offered(Class<?> service, String namespace, String name, String binding) {
    }

    private Offer() {
    }

    public static void main(String[] args) {
        try {
            Logger.getLogger("").setLevel(Level.OFF);
            if (args[0].equals("wsdl")) {
                publish("http://localhost:" + args[1]);
                record("http://localhost:" + args[1], Path.of(args[2]));
            } else {
                Bus bus = BusFactory.getDefaultBus();
                bus.getExtension(JettyHTTPServerEngineFactory.class)
                    .setTLSServerParametersForPort("localhost", Integer.parseInt(args[2]), Pem.server(args[3], args[4]));
                publish("http://localhost:" + args[1]);
                publish("https://localhost:" + args[2]);
                System.out.println("ready");
                // A caller that dies closes our input, and no server is left behind.
                System.in.transferTo(OutputStream.nullOutputStream());
            }
            System.exit(0);
        } catch (Exception e) {
            System.err.println("offer: " + e);
            System.exit(1); // Jetty's threads would keep the process alive
        }
    }

    private static void publish(String base) throws ReflectiveOperationException {
        for (Map.Entry<String, Offered> entry : ALL.entrySet()) {
            Offered o = entry.getValue();
            JaxWsServerFactoryBean server = new JaxWsServerFactoryBean();
            server.setServiceClass(o.service());
            server.setServiceBean(o.service().getDeclaredConstructor().newInstance());
            server.setServiceName(new QName(o.namespace(), o.name() + "Service"));
            server.setEndpointName(new QName(o.namespace(), o.name()));
            server.setBindingId(o.binding());
            server.setAddress(base + "/" + entry.getKey());
            // Validation is what a service would have; it also refuses what JAXB passes over.
            server.setProperties(Map.of("schema-validation-enabled", "true"));
            server.create();
        }
        // This one has a WSDL that was there first.
        JaxWsServerFactoryBean swa = new JaxWsServerFactoryBean();
        swa.setServiceClass(Swa.Service.class);
        swa.setServiceBean(new Swa.Service());
        swa.setWsdlURL(System.getProperty("swa"));
        swa.setServiceName(new QName(Swa.NS, "SwAService"));
        swa.setEndpointName(new QName(Swa.NS, "SwAServiceHttpPort"));
        swa.setAddress(base + "/swa");
        swa.create();
    }

    private static void record(String base, Path folder) throws Exception {
        for (String name : ALL.keySet()) {
            try (InputStream in = URI.create(base + "/" + name + "?wsdl").toURL().openStream()) {
                // The port number is that of the day.
                String wsdl = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).replace(base, "http://localhost:8080");
                Files.writeString(folder.resolve(name + ".wsdl"), wsdl);
            }
        }
    }
}
