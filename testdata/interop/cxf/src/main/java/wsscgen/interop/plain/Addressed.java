package wsscgen.interop.plain;

import jakarta.jws.Oneway;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.xml.ws.Action;
import jakarta.xml.ws.FaultAction;
import jakarta.xml.ws.soap.Addressing;

/** A service with WS-Addressing: actions that are given, and those by default. CXF makes its WSDL. */
@WebService(name = "Addressed", targetNamespace = Addressed.NS)
@Addressing(required = true)
public interface Addressed {
    String NS = "urn:example:addressed";

    @WebResult(name = "text")
    String plain(@WebParam(name = "text") String text);

    @Action(input = "urn:in", output = "urn:out")
    @WebResult(name = "text")
    String given(@WebParam(name = "text") String text);

    void fail(@WebParam(name = "text") String text) throws Library.UnheardException;

    @Action(input = "urn:fail", fault = @FaultAction(className = Library.UnheardException.class, value = "urn:failed"))
    void failGiven(@WebParam(name = "text") String text) throws Library.UnheardException;

    @Oneway
    void tell(@WebParam(name = "text") String text);
}
