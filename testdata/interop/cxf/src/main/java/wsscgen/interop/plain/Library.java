package wsscgen.interop.plain;

import jakarta.jws.Oneway;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlList;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlSeeAlso;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.ws.Holder;
import jakarta.xml.ws.WebFault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import javax.xml.datatype.Duration;
import javax.xml.datatype.XMLGregorianCalendar;

/** A service in document style, wrapped but for one operation. CXF makes its WSDL. */
@WebService(name = "Library", targetNamespace = Library.NS)
@XmlSeeAlso({Library.Circle.class, Library.Square.class})
public interface Library {
    String NS = "urn:example:library";

    @WebMethod(action = "urn:example:library/say")
    @WebResult(name = "said")
    String say(@WebParam(name = "text") String text, @WebParam(name = "times") Integer times);

    @WebResult(name = "values")
    Values keep(@WebParam(name = "values") Values values);

    @WebResult(name = "dates")
    Dates dates(@WebParam(name = "dates") Dates dates);

    @WebResult(name = "shape")
    List<Shape> draw(@WebParam(name = "shape") List<Shape> shapes);

    @WebResult(name = "either")
    Either choose(@WebParam(name = "either") Either either);

    @WebResult(name = "absent")
    Absent absent(@WebParam(name = "absent") Absent absent);

    @WebResult(name = "text")
    String ask(
        @WebParam(name = "text") String text,
        @WebParam(name = "Session", header = true, targetNamespace = NS) Session session,
        @WebParam(name = "Trace", header = true, targetNamespace = NS, mode = WebParam.Mode.INOUT) Holder<String> trace);

    void fail(@WebParam(name = "text") String text) throws UnheardException;

    @Oneway
    void tell(@WebParam(name = "text") String text);

    @SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
    @WebResult(name = "Answer", targetNamespace = NS)
    Session bare(@WebParam(name = "Question", targetNamespace = NS) Session question);

    @XmlType(name = "Values")
    @XmlAccessorType(XmlAccessType.FIELD)
    class Values {
        @XmlElement(required = true)
        public BigInteger integer;
        public BigDecimal decimal;
        public long number;
        public double real;
        public Boolean flag;
        public byte[] bytes;
        public Color color;
        @XmlList
        public List<Integer> list = new ArrayList<>();
        public Price price;
    }

    @XmlType(name = "Price")
    @XmlAccessorType(XmlAccessType.FIELD)
    class Price {
        @XmlValue
        public BigDecimal amount;
        @XmlAttribute(required = true)
        public String currency;
    }

    @XmlType(name = "Color")
    @XmlEnum
    enum Color {
        @XmlEnumValue("red") RED,
        @XmlEnumValue("dark blue") DARK_BLUE
    }

    @XmlType(name = "Dates")
    @XmlAccessorType(XmlAccessType.FIELD)
    class Dates {
        @XmlSchemaType(name = "date")
        public XMLGregorianCalendar date;
        @XmlSchemaType(name = "dateTime")
        public XMLGregorianCalendar moment;
        @XmlSchemaType(name = "dateTime")
        public XMLGregorianCalendar local;
        @XmlSchemaType(name = "time")
        public XMLGregorianCalendar time;
        @XmlSchemaType(name = "gYear")
        public XMLGregorianCalendar year;
        public Duration duration;
    }

    @XmlType(name = "Shape")
    @XmlAccessorType(XmlAccessType.FIELD)
    abstract class Shape {
        @XmlElement(required = true)
        public String name;
    }

    @XmlType(name = "Circle")
    @XmlAccessorType(XmlAccessType.FIELD)
    class Circle extends Shape {
        public BigDecimal radius;
    }

    @XmlType(name = "Square")
    @XmlAccessorType(XmlAccessType.FIELD)
    class Square extends Shape {
        public int side;
    }

    /** A choice, again and again: text or number, told apart by its Java type. */
    @XmlType(name = "Either")
    @XmlAccessorType(XmlAccessType.FIELD)
    class Either {
        @XmlElements({
            @XmlElement(name = "word", type = String.class),
            @XmlElement(name = "number", type = Integer.class)})
        public List<Object> choice = new ArrayList<>();
    }

    @XmlType(name = "Absent")
    @XmlAccessorType(XmlAccessType.FIELD)
    class Absent {
        public String absent;
        public String empty;
        @XmlElement(required = true, nillable = true)
        public Integer nil;
        @XmlElement(nillable = true)
        public List<String> item = new ArrayList<>();
    }

    @XmlType(name = "Session")
    @XmlAccessorType(XmlAccessType.FIELD)
    class Session {
        @XmlElement(required = true)
        public String user;
        @XmlAttribute
        public Integer key;
    }

    @XmlType(name = "Unheard")
    @XmlAccessorType(XmlAccessType.FIELD)
    class Unheard {
        @XmlElement(required = true)
        public String who;
        @XmlAttribute(required = true)
        public int after;
    }

    @WebFault(name = "UnheardFault", targetNamespace = NS)
    class UnheardException extends Exception {
        private final Unheard info;

        public UnheardException(String message, Unheard info) {
            super(message);
            this.info = info;
        }

        public Unheard getFaultInfo() {
            return info;
        }
    }
}
