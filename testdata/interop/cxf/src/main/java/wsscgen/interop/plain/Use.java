package wsscgen.interop.plain;

import jakarta.activation.DataHandler;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Holder;
import jakarta.xml.ws.soap.SOAPBinding;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLHandshakeException;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.HTTPConduitConfigurer;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

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
            boolean twelve = words[1].endsWith("1.2");
            Map<String, Call> calls = Boolean.parseBoolean(words[4])
                ? Map.of("refused: unknown root", refused(() -> calls(words[0], twelve, words[2], words[3])))
                : calls(words[0], twelve, words[2], words[3]);
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

    /** What must not come about, from the WSDL on: the certificate of the server is not to be trusted. */
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
            case "library" -> {
                Calls calls = library(proxy(Library.class, Library.NS, twelve ? "Library12" : "Library11", address, roots));
                calls.putAll(headers(proxy(Library.class, twelve, address, roots)));
                yield calls;
            }
            case "counter" -> counter(proxy(Counter.class, Counter.NS, "Counter", address, roots));
            case "addressed" -> addressed(proxy(Addressed.class, Addressed.NS, twelve ? "Addressed12" : "Addressed11", address, roots));
            case "swa" -> swa(address, roots);
            default -> throw new IllegalArgumentException("no service " + service);
        };
    }

    private static Calls swa(String address, String roots) throws Exception {
        JaxWsProxyFactoryBean factory = factory(Swa.class, roots);
        factory.setWsdlURL(address + "/?wsdl");
        factory.setServiceName(new QName(Swa.NS, "SwAService"));
        factory.setEndpointName(new QName(Swa.NS, "SwAServiceHttpPort"));
        Swa swa = factory.create(Swa.class);
        Calls calls = new Calls(swa);
        calls.add("attachment", () -> {
            Holder<String> text = new Holder<>("Grüße");
            Holder<DataHandler> data = new Holder<>(Swa.attachment(1, "application/octet-stream"));
            swa.echoData(text, data);
            Same.check(text.value, "zurück");
            Swa.check(data.value, 2, "application/octet-stream");
        });
        calls.add("attachment, header", () -> {
            Holder<String> text = new Holder<>("t");
            Holder<String> header = new Holder<>("h");
            Holder<DataHandler> data = new Holder<>(Swa.attachment(3, "application/octet-stream"));
            swa.echoDataWithHeader(text, data, header);
            Same.check(text.value, "t'");
            Same.check(header.value, "h'");
            Swa.check(data.value, 4, "application/octet-stream");
        });
        calls.add("five attachments", () -> {
            List<Holder<DataHandler>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(new Holder<>(Swa.attachment(10 + i, Swa.MEDIA[i])));
            }
            Swa.OutputResponseAll answer =
                swa.echoAllAttachmentTypes(new Swa.VoidRequest(), all.get(0), all.get(1), all.get(2), all.get(3), all.get(4));
            Same.check(answer.result, "ok");
            Same.check(answer.reason, "five");
            for (int i = 0; i < 5; i++) {
                Swa.check(all.get(i).value, 20 + i, Swa.MEDIA[i]);
            }
        });
        return calls;
    }

    /** The service says itself where it is, over which version of SOAP, and whether with WS-Addressing. */
    private static <T> T proxy(Class<T> type, String namespace, String port, String address, String roots) throws Exception {
        JaxWsProxyFactoryBean factory = factory(type, roots);
        factory.setWsdlURL(address + "/?wsdl");
        factory.setServiceName(new QName(namespace, port + "Service"));
        factory.setEndpointName(new QName(namespace, port));
        return factory.create(type);
    }

    /** What the WSDL says is said here. */
    private static <T> T proxy(Class<T> type, boolean twelve, String address, String roots) throws Exception {
        JaxWsProxyFactoryBean factory = factory(type, roots);
        factory.setAddress(address);
        factory.setBindingId(twelve ? SOAPBinding.SOAP12HTTP_BINDING : SOAPBinding.SOAP11HTTP_BINDING);
        return factory.create(type);
    }

    private static JaxWsProxyFactoryBean factory(Class<?> type, String roots) throws Exception {
        TLSClientParameters tls = roots.equals("-") ? new TLSClientParameters() : Pem.client(roots);
        Bus bus = BusFactory.newInstance().createBus();
        bus.setExtension((name, to, conduit) -> {
            HTTPClientPolicy policy = new HTTPClientPolicy();
            policy.setReceiveTimeout(20_000);
            conduit.setClient(policy);
            conduit.setTlsClientParameters(tls);
        }, HTTPConduitConfigurer.class);
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(type);
        factory.setProperties(Map.of("schema-validation-enabled", "true"));
        return factory;
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

    /** With the WSDL CXF does not wrap what has headers beside it, though it does so without. */
    private static Calls headers(Library library) {
        Calls calls = new Calls(library);
        calls.add("headers", () -> {
            Holder<String> trace = new Holder<>("t");
            Same.check(library.ask("who?", Samples.session("Älice & <Bob>", 7), trace), "you");
            Same.check(trace.value, "t'");
        });
        return calls;
    }

    private static Calls library(Library library) {
        Calls calls = new Calls(library);
        calls.add("wrapped", () -> Same.check(library.say("hello, wörld & <co> 😀", 2), "\u00a0hello"));
        calls.add("absent", () -> Same.check(library.say(null, null), null));
        calls.add("numbers, bytes, lists", () -> Same.check(library.keep(Samples.values()), Samples.otherValues()));
        calls.add("dates", () -> Same.check(library.dates(Samples.dates()), Samples.otherDates()));
        calls.add("polymorphism", () -> Same.check(library.draw(Samples.shapes()), Samples.otherShapes()));
        calls.add("choice", () -> Same.check(library.choose(Samples.either("one", 2, 3, "four")), Samples.either(0)));
        calls.add("nil, empty and absent", () -> Same.check(library.absent(Samples.absent()), Samples.otherAbsent()));
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
