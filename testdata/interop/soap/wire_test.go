package soap

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// rowHeader names the feature that a call of a peer is about.
const rowHeader = "X-Feature"

// message is a request with its answer, as they went over the wire.
type message struct {
	request, response []byte
	header            http.Header // of the response
	status            int
}

// wire is a handler that keeps what goes through it, by feature.
type wire struct {
	http.Handler
	mu       sync.Mutex
	messages map[string]*message
}

func (w *wire) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	rec := httptest.NewRecorder()
	w.Handler.ServeHTTP(rec, r)
	w.mu.Lock()
	w.messages[r.Header.Get(rowHeader)] = &message{
		request: body, response: rec.Body.Bytes(), header: rec.Header(), status: rec.Code,
	}
	w.mu.Unlock()
	for name, values := range rec.Header() {
		rw.Header()[name] = values
	}
	rw.WriteHeader(rec.Code)
	rw.Write(rec.Body.Bytes())
}

// check looks at how our server answered a call: status, media type, and the
// addressing headers where there are any.
func (w *wire) check(s *set, port *wssc.Port, x *exchange) error {
	w.mu.Lock()
	m := w.messages[x.feature]
	w.mu.Unlock()
	if m == nil {
		return fmt.Errorf("no call came")
	}
	_, isFault := x.out.(error)
	status := http.StatusOK
	switch {
	case isFault:
		status = http.StatusInternalServerError
	case x.out == nil:
		status = http.StatusAccepted
	}
	if m.status != status {
		return fmt.Errorf("HTTP status %d, not %d: %s", m.status, status, m.response)
	}
	if x.out == nil {
		if len(m.response) > 0 {
			return fmt.Errorf("a one-way message was answered: %s", m.response)
		}
		return nil
	}
	media := map[plan.SOAP]string{plan.SOAP11: "text/xml", plan.SOAP12: "application/soap+xml"}[port.Plan.SOAP]
	if _, attached := x.out.(codec.Attached); attached {
		media = "multipart/related"
	}
	if got := m.header.Get("Content-Type"); !strings.HasPrefix(got, media+";") {
		return fmt.Errorf("Content-Type %s", got)
	}
	if port.Plan.Addressing == plan.AddressingNone {
		return nil
	}
	if x.unaddressed {
		if a, err := addressingOf(m.response); err != nil || a != (addressing{}) {
			return fmt.Errorf("the answer has addressing headers: %+v, %v", a, err)
		}
		return nil
	}
	return checkAddressing(m.request, m.response, x.action)
}

// addressing are the addressing headers of a message (WS-Addressing 1.0).
type addressing struct {
	Action    string `xml:"http://www.w3.org/2005/08/addressing Action"`
	MessageID string `xml:"http://www.w3.org/2005/08/addressing MessageID"`
	RelatesTo string `xml:"http://www.w3.org/2005/08/addressing RelatesTo"`
	To        string `xml:"http://www.w3.org/2005/08/addressing To"`
}

func addressingOf(m []byte) (a addressing, err error) {
	var envelope struct {
		Header addressing
	}
	err = xml.Unmarshal(m, &envelope)
	return envelope.Header, err
}

// checkAddressing looks at the addressing headers of an answer.
func checkAddressing(request, response []byte, action string) error {
	asked, err1 := addressingOf(request)
	answered, err2 := addressingOf(response)
	switch {
	case err1 != nil || err2 != nil:
		return errors.Join(err1, err2)
	case asked.MessageID == "" || asked.Action == "":
		return fmt.Errorf("the request has no addressing headers: %s", request)
	case answered.RelatesTo != asked.MessageID:
		return fmt.Errorf("the answer relates to %q, not %q", answered.RelatesTo, asked.MessageID)
	case answered.Action != action:
		return fmt.Errorf("the action of the answer is %q, not %q", answered.Action, action)
	}
	return nil
}

// open starts our server of a port, over HTTP or TLS, and returns its address.
func (l *lab) open(s *set, port *wssc.Port, over string) (*wire, *httptest.Server) {
	l.Helper()
	h, err := s.serve(port)
	if err != nil {
		l.Fatal(err)
	}
	w := &wire{Handler: h, messages: map[string]*message{}}
	server := httptest.NewUnstartedServer(w)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	if over == "TLS" {
		server.TLS = l.keys.config()
		server.StartTLS()
	} else {
		server.Start()
	}
	l.Cleanup(server.Close)
	return w, server
}

// job is a port of ours that a peer is to call; the line that it prints for each call
// is a verdict.
type job struct {
	Set     string `json:"set"`
	WSDL    string `json:"wsdl"`
	Port    string `json:"port"`
	URL     string `json:"url"`
	CA      string `json:"ca"`      // trusted, "" over HTTP
	Strange bool   `json:"strange"` // the certificate is not to be trusted

	over, soap string
	set        *set
	port       *wssc.Port
	wire       *wire
}

type verdict struct {
	Job     int    `json:"job"`
	Feature string `json:"feature"`
	Wrong   string `json:"wrong"`
}

// jobs are the ports that a peer is to call.
func (l *lab) jobs(p peer) []*job {
	var jobs []*job
	for _, s := range sets {
		if !s.with(p) {
			continue
		}
		for _, port := range s.ports {
			for _, over := range s.transports() {
				w, server := l.open(s, port, over)
				j := &job{Set: s.name, WSDL: server.URL + "/?wsdl", Port: port.Name, URL: server.URL, over: over, soap: version(port), set: s, port: port, wire: w}
				jobs = append(jobs, j)
				if over == "TLS" {
					strange := *j
					strange.Strange, strange.WSDL = true, s.file(port)
					strange.wire, server = l.open(s, port, over)
					strange.URL = server.URL
					jobs = append(jobs, &strange)
					j.CA = l.keys.ca
				}
			}
		}
	}
	return jobs
}

// judge fills the row of a call that a peer has made.
func (l *lab) judge(p peer, jobs []*job, v verdict) {
	if v.Job < 0 || v.Job >= len(jobs) {
		l.Errorf("%s: no job %d", p, v.Job)
		return
	}
	j := jobs[v.Job]
	r := l.table.find(j.Set, j.soap, j.over, p, v.Feature)
	if r == nil {
		l.Errorf("%s: %s has no row for %q: %s", p, j.Set, v.Feature, cmp.Or(v.Wrong, passed))
		return
	}
	switch {
	case v.Wrong != "":
		r.fill(errors.New(v.Wrong))
		return
	case j.Strange && len(j.wire.messages) > 0:
		r.fill(errors.New("a message came"))
		return
	case j.Strange:
		r.fill(nil)
		return
	}
	r.fill(j.wire.check(j.set, j.port, j.set.exchange(v.Feature)))
}
