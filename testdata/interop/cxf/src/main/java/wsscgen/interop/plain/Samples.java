package wsscgen.interop.plain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** What is said in the calls: a request and its answer have different values. */
final class Samples {
    private static final DatatypeFactory DATES;

    static {
        try {
            DATES = DatatypeFactory.newInstance();
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Samples() {
    }

    static Library.Values values() {
        Library.Values v = new Library.Values();
        v.integer = new BigInteger("123456789012345678901234567890");
        v.decimal = new BigDecimal("-0.00000123400");
        v.number = Long.MIN_VALUE;
        v.real = Double.NEGATIVE_INFINITY;
        v.flag = true;
        v.bytes = new byte[256];
        for (int i = 0; i < v.bytes.length; i++) {
            v.bytes[i] = (byte) i;
        }
        v.color = Library.Color.DARK_BLUE;
        v.list.addAll(List.of(1, -2, 3));
        v.price = new Library.Price();
        v.price.amount = new BigDecimal("12.50");
        v.price.currency = "EUR";
        return v;
    }

    static Library.Values otherValues() {
        Library.Values v = new Library.Values();
        v.integer = BigInteger.ONE.negate();
        v.number = Long.MAX_VALUE;
        v.real = 1.5e300;
        v.flag = false;
        v.bytes = new byte[0];
        v.color = Library.Color.RED;
        return v;
    }

    static Library.Dates dates() {
        Library.Dates d = new Library.Dates();
        d.date = date("2024-02-29+05:45");
        d.moment = date("2024-02-29T23:59:58.125-11:30");
        d.local = date("0001-01-01T00:00:00");
        d.time = date("23:59:59Z");
        d.year = date("1999");
        d.duration = DATES.newDuration("P1Y2M3DT4H5M6.5S");
        return d;
    }

    static Library.Dates otherDates() {
        Library.Dates d = new Library.Dates();
        d.date = date("1969-12-31");
        d.duration = DATES.newDuration("-P3D");
        return d;
    }

    private static XMLGregorianCalendar date(String text) {
        return DATES.newXMLGregorianCalendar(text);
    }

    static List<Library.Shape> shapes() {
        return List.of(circle("c", "1.50"), square("s", -3));
    }

    static List<Library.Shape> otherShapes() {
        return List.of(square("s'", 0), circle("c'", "0"), square("t & u", 7));
    }

    private static Library.Shape circle(String name, String radius) {
        Library.Circle c = new Library.Circle();
        c.name = name;
        c.radius = new BigDecimal(radius);
        return c;
    }

    private static Library.Shape square(String name, int side) {
        Library.Square s = new Library.Square();
        s.name = name;
        s.side = side;
        return s;
    }

    static Library.Either either(Object... choice) {
        Library.Either e = new Library.Either();
        e.choice.addAll(List.of(choice));
        return e;
    }

    static Library.Absent absent() {
        Library.Absent a = new Library.Absent();
        a.empty = "";
        a.item.addAll(Arrays.asList("a", null, ""));
        return a;
    }

    static Library.Absent otherAbsent() {
        Library.Absent a = new Library.Absent();
        a.absent = "here";
        a.nil = 0;
        return a;
    }

    static Library.Session session(String user, Integer key) {
        Library.Session s = new Library.Session();
        s.user = user;
        s.key = key;
        return s;
    }

    static Library.UnheardException unheard() {
        Library.Unheard u = new Library.Unheard();
        u.who = "nobody & nothing";
        u.after = 3;
        return new Library.UnheardException("declared", u);
    }
}
