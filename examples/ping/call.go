package main

import (
	"context"
	"fmt"
	"io"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
)

// call is the command that calls a port of a service.
func call(ctx context.Context, args []string, io std) error {
	f := newFlags("call").common()
	portName := f.String("port", "_AD", "`NAME` of the port, with or without "+suffix)
	url := f.String("url", "", "`URL` of the port (default http://localhost:9001/NAME"+suffix+", where ping serve has it)")
	n := f.Int("n", 2, "how many calls to make in one session")
	cert := f.String("cert", "", "PEM `FILE` with the certificate of the service, which keys are encrypted for (default: the public test key)")
	trust := f.String("trust", "", "PEM `FILE` with the roots that this certificate must chain to; the certificate itself pins it (default: the public test CA)")
	request := &ping.Ping{Scenario: new("Scenario5"), Origin: new("wsscgen"), Text: new("ping")}
	f.StringVar(request.Scenario, "scenario", *request.Scenario, "`TEXT` of the request")
	f.StringVar(request.Origin, "origin", *request.Origin, "`TEXT` of the request")
	f.StringVar(request.Text, "text", *request.Text, "`TEXT` of the request")
	if err := f.parse(args, io, map[string]string{"user": noUsers, "password": noUsers}); err != nil {
		return err
	}
	if *n < 1 {
		return usageError{fmt.Sprintf("-n %d would prove nothing", *n)}
	}
	port, err := findPort(*portName)
	if err != nil {
		return err
	}
	if *url == "" {
		*url = "http://localhost:9001/" + port.Name
	}
	service, roots, err := recipient(*cert, *trust)
	if err != nil {
		return err
	}
	opts := []wssc.ClientOption{
		wssc.WithAddress(*url), wssc.WithRecipient(service), wssc.WithTrust(roots), wssc.WithLogger(f.logger(io)),
	}
	if f.keylog != "" {
		file, err := openKeylog(f.keylog, io.err)
		if err != nil {
			return err
		}
		defer file.Close()
		opts = append(opts, wssc.WithInsecureKeyLog(file))
	}
	client, err := ping.NewIPingServiceClient(port, opts...)
	if err != nil {
		return err
	}
	return converse(ctx, client, port, request, *n, io.out)
}

// converse calls n times and ends the session. How the session ended is printed
// and counts for nothing.
func converse(ctx context.Context, client *ping.IPingServiceClient, port *wssc.Port, request *ping.Ping, n int, out io.Writer) error {
	wrong := 0
	for i := 1; i <= n; i++ {
		text, err := one(ctx, client, request)
		if err != nil {
			wrong++
			text = "FAILED: " + err.Error()
		}
		fmt.Fprintf(out, "call %d of %d: %s\n", i, n, text)
	}
	fmt.Fprintf(out, "cancel: %s\n", end(ctx, client, port, wrong < n))
	if wrong > 0 {
		return errWrong
	}
	return nil
}

func one(ctx context.Context, client *ping.IPingServiceClient, request *ping.Ping) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer, err := client.Ping(ctx, &ping.PingRequest{Ping: request})
	if err == nil {
		err = checkAnswer(request, answer)
	}
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%q", str(answer.PingResponse.Text)), nil
}

// end closes the client and says what became of the security context. Without a
// right answer there may have been none.
func end(ctx context.Context, client *ping.IPingServiceClient, port *wssc.Port, answered bool) string {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	switch err := client.Close(ctx); {
	case err != nil:
		return "not confirmed: " + err.Error()
	case !cancels(port):
		return "not sent, as the policy says"
	case !answered:
		return "nothing to cancel, or confirmed"
	}
	return "confirmed"
}
