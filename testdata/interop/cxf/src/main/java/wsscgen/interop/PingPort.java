package wsscgen.interop;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;

/**
 * Port type IPingService and its four types, by hand: CXF's code generator does not run
 * from Maven Central in this version.
 */
@WebService(name = "IPingService", targetNamespace = PingPort.SERVICE_NS)
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public interface PingPort {
    String SERVICE_NS = "http://WSSec/wssc";
    String PING_NS = "http://xmlsoap.org/Ping";

    @WebMethod(operationName = "Ping", action = "http://xmlsoap.org/Ping")
    @WebResult(name = "PingResponse", targetNamespace = SERVICE_NS, partName = "parameters")
    PingResponse ping(
        @WebParam(name = "PingRequest", targetNamespace = SERVICE_NS, partName = "parameters") PingRequest request);

    @XmlRootElement(name = "PingRequest", namespace = SERVICE_NS)
    @XmlType(name = "", propOrder = "ping")
    @XmlAccessorType(XmlAccessType.FIELD)
    class PingRequest {
        @XmlElement(name = "Ping", namespace = PING_NS)
        public Ping ping;
    }

    @XmlRootElement(name = "PingResponse", namespace = SERVICE_NS)
    @XmlType(name = "", propOrder = "pingResponse")
    @XmlAccessorType(XmlAccessType.FIELD)
    class PingResponse {
        @XmlElement(name = "PingResponse", namespace = PING_NS)
        public PingResponseBody pingResponse;
    }

    @XmlType(name = "ping", namespace = PING_NS, propOrder = {"scenario", "origin", "text"})
    @XmlAccessorType(XmlAccessType.FIELD)
    class Ping {
        @XmlElement(namespace = PING_NS, required = true, nillable = true)
        public String scenario;
        @XmlElement(namespace = PING_NS, required = true, nillable = true)
        public String origin;
        @XmlElement(namespace = PING_NS, required = true, nillable = true)
        public String text;
    }

    @XmlType(name = "PingResponseBody", namespace = PING_NS, propOrder = {"scenario", "origin", "text"})
    @XmlAccessorType(XmlAccessType.FIELD)
    class PingResponseBody {
        @XmlElement(namespace = PING_NS, required = true, nillable = true)
        public String scenario;
        @XmlElement(namespace = PING_NS, required = true, nillable = true)
        public String origin;
        @XmlElement(namespace = PING_NS, required = true, nillable = true)
        public String text;
    }
}
