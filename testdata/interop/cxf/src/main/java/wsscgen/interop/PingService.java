package wsscgen.interop;

/** Answers like the PingServiceImpl of CXF's own WSSCTest. */
public class PingService implements PingPort {
    @Override
    public PingResponse ping(PingRequest request) {
        PingResponseBody body = new PingResponseBody();
        body.scenario = request.ping.scenario;
        body.origin = "CXF";
        body.text = request.ping.origin + " : " + request.ping.text;
        PingResponse response = new PingResponse();
        response.pingResponse = body;
        return response;
    }
}
