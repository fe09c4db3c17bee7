package wsscgen.interop;

import java.io.OutputStream;
import java.util.List;
import java.util.logging.Level;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.transport.http_jetty.JettyHTTPServerEngineFactory;

/** Publishes every port of the WSDL at its own name, says so, and serves until it is stopped. */
public final class Serve {
    private Serve() {
    }

    public static void main(String[] args) {
        try {
            run(args);
        } catch (Exception e) {
            System.err.println("serve: " + e);
            System.exit(1); // Jetty's threads would keep the process alive
        }
    }

    private static void run(String[] args) throws Exception {
        Options options = new Options(args,
            List.of("http", "https", "engine", "stax-http", "stax-https"), List.of("until-eof", "v"));
        // Faults tell a client nothing, as CXF ships; their causes are WARNINGs here.
        Options.log(options.has("v") ? Level.INFO : Level.WARNING);

        String ready = "ready http://localhost:" + options.need("http");
        publish(options.need("http"), options.need("https"), Ports.Engine.of(options.get("engine", "dom")));
        if (options.has("stax-http")) {
            publish(options.need("stax-http"), options.need("stax-https"), Ports.Engine.STAX);
            ready += " http://localhost:" + options.need("stax-http");
        }
        System.out.println(ready);

        if (options.has("until-eof")) {
            // A caller that dies closes our stdin, and no server is left behind.
            System.in.transferTo(OutputStream.nullOutputStream());
            System.exit(0);
        }
    }

    private static void publish(String http, String https, Ports.Engine engine) throws Exception {
        Bus bus = BusFactory.getDefaultBus();
        bus.getExtension(JettyHTTPServerEngineFactory.class)
            .setTLSServerParametersForPort("localhost", Integer.parseInt(https), Tls.server());
        for (String port : Ports.ALL) {
            String base = Ports.overTls(port) ? "https://localhost:" + https : "http://localhost:" + http;
            JaxWsServerFactoryBean server = new JaxWsServerFactoryBean();
            server.setBus(bus);
            server.setServiceClass(PingPort.class);
            server.setServiceBean(new PingService());
            server.setWsdlLocation(Ports.wsdl());
            server.setServiceName(Ports.SERVICE);
            server.setEndpointName(new QName(PingPort.SERVICE_NS, port));
            server.setAddress(base + "/" + port);
            server.setProperties(Ports.server(port, engine));
            server.create();
        }
    }
}
