package wsscgen.interop;

import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Service;
import java.io.Closeable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.transport.http.HTTPConduitConfigurer;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.apache.cxf.ws.security.SecurityConstants;

/** Calls ports of a server and prints a line for each: PASS when every answer was right, or FAIL and why. */
public final class Call {
    private static final int IO_TIMEOUT_MS = 10_000;
    private static final int PORT_TIMEOUT_S = 30;

    private final String base;
    private final Ports.Engine engine;
    private final Service service;

    private Call(String base, Ports.Engine engine) throws Exception {
        this.base = base;
        this.engine = engine;
        configureConduits(BusFactory.getDefaultBus());
        service = Service.create(URI.create(Ports.wsdl()).toURL(), Ports.SERVICE);
    }

    public static void main(String[] args) {
        boolean passed = false;
        try {
            passed = run(args);
        } catch (Exception e) {
            System.err.println("call: " + e);
        }
        // Not a return: threads of the HTTP client, or of a port that was given up, may be alive.
        System.exit(passed ? 0 : 1);
    }

    private static boolean run(String[] args) throws Exception {
        Options options = new Options(args, List.of("url", "port", "engine", "n"), List.of("cancel", "v"));
        Options.log(options.has("v") ? Level.INFO : Level.OFF);
        Call call = new Call(options.need("url"), Ports.Engine.of(options.get("engine", "dom")));
        int n = Integer.parseInt(options.get("n", "2"));
        if (n < 1) {
            throw new IllegalArgumentException("-n " + n + " would prove nothing");
        }

        boolean passed = true;
        for (String port : options.need("port").split(",")) {
            passed &= call.report(port, n, options.has("cancel") || Ports.cancels(port));
        }
        return passed;
    }

    /**
     * The bus and not the proxy is where this must be: the client that runs the handshake
     * has a conduit of its own.
     */
    private static void configureConduits(Bus bus) throws Exception {
        TLSClientParameters tls = Tls.client();
        bus.setExtension((name, address, conduit) -> {
            HTTPClientPolicy http = new HTTPClientPolicy();
            http.setConnectionTimeout(IO_TIMEOUT_MS);
            http.setReceiveTimeout(IO_TIMEOUT_MS);
            if (address.startsWith("https:")) {
                conduit.setTlsClientParameters(tls);
            } else {
                http.setAllowChunking(false);
            }
            conduit.setClient(http);
        }, HTTPConduitConfigurer.class);
    }

    private boolean report(String port, int n, boolean cancel) {
        // After its own Cancel CXF's client goes on with the dead context: one call then.
        int calls = cancel ? 1 : n;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> done = thread.submit(() -> {
            ping(port, calls, cancel);
            return null;
        });
        String cause = null;
        try {
            done.get(PORT_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            cause = chain(e.getCause());
        } catch (TimeoutException e) {
            cause = "no end after " + PORT_TIMEOUT_S + " s";
        } catch (InterruptedException e) {
            cause = "interrupted";
        }
        thread.shutdownNow();
        System.out.println(cause == null
            ? "PASS " + port + " " + engine + " " + calls + " calls"
            : "FAIL " + port + " " + engine + ": " + cause);
        return cause == null;
    }

    private void ping(String name, int calls, boolean cancel) throws Exception {
        if (!Ports.ALL.contains(name)) {
            throw new IllegalArgumentException("no such port in the WSDL");
        }
        PingPort port = service.getPort(new QName(PingPort.SERVICE_NS, name), PingPort.class);
        Map<String, Object> context = ((BindingProvider) port).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, base + "/" + name);
        context.putAll(Ports.client(name, engine));
        if (cancel) {
            context.put(SecurityConstants.STS_TOKEN_DO_CANCEL, Boolean.TRUE);
        }
        // In both contexts, as CXF's own test has it.
        if (engine == Ports.Engine.STAX) {
            ((BindingProvider) port).getResponseContext().put(SecurityConstants.ENABLE_STREAMING_SECURITY, "true");
        }
        try (Closeable client = (Closeable) port) {
            for (int i = 1; i <= calls; i++) {
                String text = port.ping(request()).pingResponse.text;
                if (!"CXF : ping".equals(text)) {
                    throw new IllegalStateException("call " + i + " answered " + text);
                }
            }
        }
    }

    /** The payload of CXF's own test and of the recordings. */
    private static PingPort.PingRequest request() {
        PingPort.Ping ping = new PingPort.Ping();
        ping.scenario = "Scenario5";
        ping.origin = "CXF";
        ping.text = "ping";
        PingPort.PingRequest request = new PingPort.PingRequest();
        request.ping = ping;
        return request;
    }

    /** A failure and what caused it, on one line. */
    private static String chain(Throwable failure) {
        StringBuilder line = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            line.append(line.isEmpty() ? "" : " <- ").append(t.getClass().getSimpleName());
            if (t.getMessage() != null) {
                line.append(": ").append(t.getMessage().replaceAll("\\s+", " "));
            }
        }
        return line.toString();
    }
}
