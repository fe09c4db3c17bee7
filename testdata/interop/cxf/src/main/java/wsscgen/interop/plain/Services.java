package wsscgen.interop.plain;

import jakarta.jws.WebService;
import jakarta.xml.ws.Holder;
import jakarta.xml.ws.soap.Addressing;
import java.util.List;

/** The services. Each knows what it is to be asked, and fails at anything else. */
final class Services {
    private Services() {
    }

    @WebService(endpointInterface = "wsscgen.interop.plain.Library", targetNamespace = Library.NS, serviceName = "LibraryService")
    public static class LibraryService implements Library {
        @Override
        public String say(String text, Integer times) {
            if (text == null) {
                Same.check(times, null);
                return null;
            }
            Same.check(List.of(text, times), List.of("hello, wörld & <co> 😀", 2));
            return "\u00a0hello";
        }

        @Override
        public Values keep(Values values) {
            Same.check(values, Samples.values());
            return Samples.otherValues();
        }

        @Override
        public Dates dates(Dates dates) {
            Same.check(dates, Samples.dates());
            return Samples.otherDates();
        }

        @Override
        public List<Shape> draw(List<Shape> shapes) {
            Same.check(shapes, Samples.shapes());
            return Samples.otherShapes();
        }

        @Override
        public Either choose(Either either) {
            Same.check(either, Samples.either("one", 2, 3, "four"));
            return Samples.either(0);
        }

        @Override
        public Absent absent(Absent absent) {
            Same.check(absent, Samples.absent());
            return Samples.otherAbsent();
        }

        @Override
        public String ask(String text, Session session, Holder<String> trace) {
            Same.check(text, "who?");
            Same.check(session, Samples.session("Älice & <Bob>", 7));
            Same.check(trace.value, "t");
            trace.value = "t'";
            return "you";
        }

        @Override
        public void fail(String text) throws UnheardException {
            if ("busy".equals(text)) {
                throw new IllegalStateException("later & later");
            }
            Same.check(text, "unheard");
            throw Samples.unheard();
        }

        @Override
        public void tell(String text) {
            System.out.println("told " + text);
        }

        @Override
        public Session bare(Session question) {
            Same.check(question, Samples.session("q", null));
            return Samples.session("a", -1);
        }
    }

    @WebService(endpointInterface = "wsscgen.interop.plain.Counter", targetNamespace = Counter.NS, serviceName = "CounterService")
    public static class CounterService implements Counter {
        @Override
        public int add(int a, int b) {
            Same.check(List.of(a, b), List.of(Integer.MAX_VALUE, -1));
            return a + b;
        }

        @Override
        public Library.Session greet(Library.Session session, Holder<Integer> count) {
            Same.check(session, Samples.session("u", 1));
            Same.check(count.value, 4);
            count.value = 5;
            return Samples.session("v", 2);
        }

        @Override
        public void fail(String text) throws Library.UnheardException {
            Same.check(text, "unheard");
            throw Samples.unheard();
        }
    }

    @WebService(endpointInterface = "wsscgen.interop.plain.Addressed", targetNamespace = Addressed.NS, serviceName = "AddressedService")
    @Addressing(required = true)
    public static class AddressedService implements Addressed {
        @Override
        public String plain(String text) {
            Same.check(text, "p");
            return "p'";
        }

        @Override
        public String given(String text) {
            Same.check(text, "g");
            return "g'";
        }

        @Override
        public void fail(String text) throws Library.UnheardException {
            Same.check(text, "unheard");
            throw Samples.unheard();
        }

        @Override
        public void failGiven(String text) throws Library.UnheardException {
            fail(text);
        }

        @Override
        public void tell(String text) {
            System.out.println("told " + text);
        }
    }
}
