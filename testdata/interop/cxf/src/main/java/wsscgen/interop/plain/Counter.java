package wsscgen.interop.plain;

import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.ws.Holder;

/** A service in RPC style. CXF makes its WSDL. */
@WebService(name = "Counter", targetNamespace = Counter.NS)
@SOAPBinding(style = SOAPBinding.Style.RPC)
public interface Counter {
    String NS = "urn:example:counter";

    @WebResult(name = "sum", partName = "sum")
    int add(@WebParam(name = "a", partName = "a") int a, @WebParam(name = "b", partName = "b") int b);

    @WebResult(name = "session", partName = "session")
    Library.Session greet(
        @WebParam(name = "session", partName = "session") Library.Session session,
        @WebParam(name = "count", partName = "count", mode = WebParam.Mode.INOUT) Holder<Integer> count);

    void fail(@WebParam(name = "text", partName = "text") String text) throws Library.UnheardException;
}
