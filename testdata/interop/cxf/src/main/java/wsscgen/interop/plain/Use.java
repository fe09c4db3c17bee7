package wsscgen.interop.plain;

import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Holder;
import jakarta.xml.ws.soap.SOAPBinding;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLHandshakeException;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.apache.cxf.ws.addressing.WSAddressingFeature;

/**
 * Calls services as its input says: a line for each, with its name, the version of SOAP, its address, a file of
 * roots to trust, or "-", and whether the server is to be refused. Prints a line of JSON for each call: what is wrong, or nothing.
 */
public final class Use {
    private Use() {
    }

    /** A call; it fails with what is wrong. */
    private interface Call {
        void make() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int job = 0;
        for (String line = in.readLine(); line != null; line = in.readLine(), job++) {
            String[] words = line.split("\t");
            Map<String, Call> calls = calls(words[0], words[1].endsWith("1.2"), words[2], words[3]);
            if (Boolean.parseBoolean(words[4])) {
                calls = Map.of("refused: unknown root", refused(calls.values().iterator().next()));
            }
            for (Map.Entry<String, Call> call : calls.entrySet()) {
                String wrong = "";
                try {
                    call.getValue().make();
                } catch (Exception e) {
                    wrong = e.toString();
                    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                        wrong += " <- " + cause;
                    }
                }
                System.out.println("{\"job\": " + job + ", \"feature\": " + quote(call.getKey()) + ", \"wrong\": " + quote(wrong) + "}");
            }
        }
        System.exit(0); // threads of the HTTP client may be alive
    }

    /** A call that must not come about: the certificate of the server is not to be trusted. */
    private static Call refused(Call call) {
        return () -> {
            try {
                call.make();
            } catch (Exception e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof SSLHandshakeException) {
                        return;
                    }
                }
                throw e;
            }
            throw new IllegalStateException("no refusal");
        };
    }

    private static String quote(String s) {
        StringBuilder b = new StringBuilder("\"");
        for (char c : s.toCharArray()) {
            if (c == '"' || c == '\\') {
                b.append('\\').append(c);
            } else {
                b.append(c < ' ' ? " " : String.valueOf(c));
            }
        }
        return b.append('"').toString();
    }

    private static Map<String, Call> calls(String service, boolean twelve, String address, String roots) throws Exception {
        return switch (service) {
            case "library" -> library(proxy(Library.class, twelve, address, roots));
            case "counter" -> counter(proxy(Counter.class, twelve, address, roots));
            case "addressed" -> addressed(proxy(Addressed.class, twelve, address, roots));
            default -> throw new IllegalArgumentException("no service " + service);
        };
    }

    private static <T> T proxy(Class<T> type, boolean twelve, String address, String roots) throws Exception {
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setServiceClass(type);
        factory.setAddress(address);
        factory.setBindingId(twelve ? SOAPBinding.SOAP12HTTP_BINDING : SOAPBinding.SOAP11HTTP_BINDING);
        factory.setProperties(Map.of("schema-validation-enabled", "true"));
        if (type == Addressed.class) {
            WSAddressingFeature addressing = new WSAddressingFeature();
            addressing.setAddressingRequired(true);
            factory.getFeatures().add(addressing);
        }
        T proxy = factory.create(type);
        HTTPConduit conduit = (HTTPConduit) ClientProxy.getClient(proxy).getConduit();
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setReceiveTimeout(20_000);
        conduit.setClient(policy);
        if (!roots.equals("-")) {
            conduit.setTlsClientParameters(Pem.client(roots));
        }
        return proxy;
    }

    /** The calls of a service, each of which says in a header of HTTP which one it is. */
    private static final class Calls extends LinkedHashMap<String, Call> {
        private final transient BindingProvider proxy;

        Calls(Object proxy) {
            this.proxy = (BindingProvider) proxy;
        }

        void add(String feature, Call call) {
            put(feature, () -> {
                // A map of its own, for CXF adds to it.
                proxy.getRequestContext().put(Message.PROTOCOL_HEADERS, new TreeMap<>(Map.of("X-Feature", List.of(feature))));
                call.make();
            });
        }
    }

    private static Map<String, Call> library(Library library) {
        Calls calls = new Calls(library);
        calls.add("wrapped", () -> Same.check(library.say("hello, wörld & <co> 😀", 2), "\u00a0hello"));
        calls.add("absent", () -> Same.check(library.say(null, null), null));
        calls.add("numbers, bytes, lists", () -> Same.check(library.keep(Samples.values()), Samples.otherValues()));
        calls.add("dates", () -> Same.check(library.dates(Samples.dates()), Samples.otherDates()));
        calls.add("polymorphism", () -> Same.check(library.draw(Samples.shapes()), Samples.otherShapes()));
        calls.add("choice", () -> Same.check(library.choose(Samples.either("one", 2, 3, "four")), Samples.either(0)));
        calls.add("nil, empty and absent", () -> Same.check(library.absent(Samples.absent()), Samples.otherAbsent()));
        calls.add("headers", () -> {
            Holder<String> trace = new Holder<>("t");
            Same.check(library.ask("who?", Samples.session("Älice & <Bob>", 7), trace), "you");
            Same.check(trace.value, "t'");
        });
        calls.add("fault", () -> unheard(() -> library.fail("unheard")));
        calls.add("one-way", () -> library.tell("a note"));
        calls.add("bare", () -> Same.check(library.bare(Samples.session("q", null)), Samples.session("a", -1)));
        calls.add("undeclared fault", () -> {
            try {
                library.fail("busy");
                throw new IllegalStateException("no fault");
            } catch (SOAPFaultException e) {
                Same.check(e.getFault().getFaultString(), "later & later");
            }
        });
        return calls;
    }

    private static Map<String, Call> counter(Counter counter) {
        Calls calls = new Calls(counter);
        calls.add("RPC", () -> Same.check(counter.add(Integer.MAX_VALUE, -1), Integer.MAX_VALUE - 1));
        calls.add("RPC, in and out", () -> {
            Holder<Integer> count = new Holder<>(4);
            Same.check(counter.greet(Samples.session("u", 1), count), Samples.session("v", 2));
            Same.check(count.value, 5);
        });
        calls.add("RPC, fault", () -> unheard(() -> counter.fail("unheard")));
        return calls;
    }

    private static Map<String, Call> addressed(Addressed addressed) {
        Calls calls = new Calls(addressed);
        calls.add("action by default", () -> Same.check(addressed.plain("p"), "p'"));
        calls.add("action", () -> Same.check(addressed.given("g"), "g'"));
        calls.add("action of a fault by default", () -> unheard(() -> addressed.fail("unheard")));
        calls.add("action of a fault", () -> unheard(() -> addressed.failGiven("unheard")));
        calls.add("one-way", () -> addressed.tell("a note"));
        return calls;
    }

    /** Sees to it that a call ends with the declared fault. */
    private static void unheard(Call call) throws Exception {
        try {
            call.make();
        } catch (Library.UnheardException e) {
            Same.check(e.getFaultInfo(), Samples.unheard().getFaultInfo());
            return;
        }
        throw new IllegalStateException("no fault");
    }
}
