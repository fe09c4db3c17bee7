package wsscgen.interop.plain;

import jakarta.activation.DataHandler;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.ws.Holder;
import java.io.IOException;
import org.apache.cxf.attachment.ByteDataSource;

/** Messages with attachments: the methods of CXF's own WSDL, which are the service. */
@WebService(name = "SwAServiceInterface", targetNamespace = Swa.NS)
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public interface Swa {
    String NS = "http://cxf.apache.org/swa";
    String TYPES = "http://cxf.apache.org/swa/types";

    @WebMethod
    void echoData(
        @WebParam(partName = "text", name = "text", targetNamespace = TYPES, mode = WebParam.Mode.INOUT) Holder<String> text,
        @WebParam(partName = "data", name = "data", targetNamespace = "", mode = WebParam.Mode.INOUT) Holder<DataHandler> data);

    @WebMethod
    void echoDataWithHeader(
        @WebParam(partName = "text", name = "headerText", targetNamespace = TYPES, mode = WebParam.Mode.INOUT) Holder<String> text,
        @WebParam(partName = "data", name = "data", targetNamespace = "", mode = WebParam.Mode.INOUT) Holder<DataHandler> data,
        @WebParam(partName = "headerText", name = "headerText", targetNamespace = TYPES, header = true, mode = WebParam.Mode.INOUT)
        Holder<String> header);

    @WebMethod
    @WebResult(partName = "response", name = "OutputResponseAll", targetNamespace = TYPES)
    OutputResponseAll echoAllAttachmentTypes(
        @WebParam(partName = "request", name = "VoidRequest", targetNamespace = TYPES) VoidRequest request,
        @WebParam(partName = "attach1", name = "attach1", targetNamespace = "", mode = WebParam.Mode.INOUT) Holder<DataHandler> attach1,
        @WebParam(partName = "attach2", name = "attach2", targetNamespace = "", mode = WebParam.Mode.INOUT) Holder<DataHandler> attach2,
        @WebParam(partName = "attach3", name = "attach3", targetNamespace = "", mode = WebParam.Mode.INOUT) Holder<DataHandler> attach3,
        @WebParam(partName = "attach4", name = "attach4", targetNamespace = "", mode = WebParam.Mode.INOUT) Holder<DataHandler> attach4,
        @WebParam(partName = "attach5", name = "attach5", targetNamespace = "", mode = WebParam.Mode.INOUT) Holder<DataHandler> attach5);

    @XmlType(name = "VoidRequest", namespace = TYPES)
    class VoidRequest {
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "OutputResponseAll", namespace = TYPES, propOrder = {"result", "reason"})
    @XmlRootElement(name = "OutputResponseAll", namespace = TYPES)
    class OutputResponseAll {
        public String result;
        public String reason;
    }

    /** The types of the five attachments. */
    String[] MEDIA = {"text/plain", "text/html", "text/xml", "image/jpeg", "image/gif"};

    /** All bytes, line ends of MIME among them. */
    static byte[] octets(int first) {
        byte[] b = new byte[600];
        for (int i = 0; i < b.length; i++) {
            b[i] = (byte) (first + i);
        }
        b[7] = '\r';
        b[8] = '\n';
        b[9] = '-';
        b[10] = '-';
        return b;
    }

    static DataHandler attachment(int first, String media) {
        return new DataHandler(new ByteDataSource(octets(first), media));
    }

    static void check(DataHandler got, int first, String media) {
        try {
            Same.check(got.getInputStream().readAllBytes(), octets(first));
            Same.check(got.getContentType(), media);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The service. */
    @WebService(endpointInterface = "wsscgen.interop.plain.Swa", targetNamespace = NS, serviceName = "SwAService")
    class Service implements Swa {
        @Override
        public void echoData(Holder<String> text, Holder<DataHandler> data) {
            Same.check(text.value, "Grüße");
            check(data.value, 1, "application/octet-stream");
            text.value = "zurück";
            data.value = attachment(2, "application/octet-stream");
        }

        @Override
        public void echoDataWithHeader(Holder<String> text, Holder<DataHandler> data, Holder<String> header) {
            Same.check(text.value, "t");
            Same.check(header.value, "h");
            check(data.value, 3, "application/octet-stream");
            text.value = "t'";
            header.value = "h'";
            data.value = attachment(4, "application/octet-stream");
        }

        @Override
        public OutputResponseAll echoAllAttachmentTypes(VoidRequest request, Holder<DataHandler> attach1, Holder<DataHandler> attach2,
                Holder<DataHandler> attach3, Holder<DataHandler> attach4, Holder<DataHandler> attach5) {
            int i = 0;
            for (Holder<DataHandler> a : java.util.List.of(attach1, attach2, attach3, attach4, attach5)) {
                check(a.value, 10 + i, MEDIA[i]);
                a.value = attachment(20 + i, MEDIA[i]);
                i++;
            }
            OutputResponseAll all = new OutputResponseAll();
            all.result = "ok";
            all.reason = "five";
            return all;
        }
    }
}
