package policy_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/policy"
	"github.com/wsscgen/wsscgen/policy/explain"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

var update = flag.Bool("update", false, "write what the tests get into their golden files")

// TestCompileShapes compiles services of all shapes; what their plans mean is
// compared with "want".
func TestCompileShapes(t *testing.T) {
	eachCase(t, "../testdata/policy/shapes/*.txtar", func(t *testing.T, ar *txtar.Archive) string {
		defs, err := parser.LoadFrom(archive(ar), "main.wsdl")
		if err != nil {
			t.Fatal(err)
		}
		return explained(t, defs)
	})
}

// TestCompileRefuses compiles what cannot be compiled.
func TestCompileRefuses(t *testing.T) {
	eachCase(t, "../testdata/policy/bad/*.txtar", func(t *testing.T, ar *txtar.Archive) string {
		defs, err := parser.LoadFrom(archive(ar), "main.wsdl")
		if err != nil {
			t.Fatal(err)
		}
		_, err = policy.Compile(defs, defs.Ports()[0])
		if err == nil {
			t.Fatal("no error")
		}
		return err.Error() + "\n"
	})
}

// TestCompileForeign compiles services of other people.
func TestCompileForeign(t *testing.T) {
	for _, name := range []string{"cxf/DoubleItWSSC.wsdl", "cxf/DoubleItSecConv.wsdl", "rampart/main.wsdl"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join("../testdata/policy/shapes", name)
			defs, err := parser.Load(file)
			if err != nil {
				t.Fatal(err)
			}
			got := explained(t, defs)
			want, err := os.ReadFile(file + ".want")
			if *update && string(want) != got {
				err = os.WriteFile(file+".want", []byte(got), 0o644)
				want = []byte(got)
			}
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// explained compiles every port and explains the plans.
func explained(t *testing.T, defs *parser.Definitions) string {
	t.Helper()
	var b bytes.Buffer
	for _, p := range defs.Ports() {
		r, err := policy.Compile(defs, p)
		if err != nil {
			t.Errorf("port %s: %v", p.Name, err)
			continue
		}
		fmt.Fprintf(&b, "port %s\n", p.Name)
		for _, c := range r.Choices {
			fmt.Fprintf(&b, "%s: alternative %d of %d\n", c.Subject, c.Taken, c.Of)
			for _, no := range c.Rejected {
				fmt.Fprintf(&b, "  not %d: %s\n", no.Alternative, no.Reason)
			}
		}
		if err := explain.Write(&b, r.Plan); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// eachCase runs f for each txtar and compares what it returns with "want".
func eachCase(t *testing.T, pattern string, f func(*testing.T, *txtar.Archive) string) {
	cases, err := filepath.Glob(pattern)
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := f(t, ar)
			last := &ar.Files[len(ar.Files)-1]
			if last.Name != "want" {
				t.Fatalf("%s does not end with want", name)
			}
			if got == string(last.Data) {
				return
			}
			if *update {
				last.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("%s:\ngot\n%s\nwant\n%s", name, got, last.Data)
		})
	}
}

// archive serves the files of a txtar.
func archive(ar *txtar.Archive) parser.ReadFile {
	return func(name string) ([]byte, error) {
		for _, f := range ar.Files {
			if f.Name == filepath.ToSlash(name) && f.Name != "want" {
				return f.Data, nil
			}
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
}

// TestCompilePlan compares one plan with the literal that a person would write:
// port ADC of the interop service.
func TestCompilePlan(t *testing.T) {
	t.Parallel()
	defs, err := parser.Load("../testdata/wsdl/ping/WSSecureConversation.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range defs.Ports() {
		if p.Name != "_AD_IPingService" {
			continue
		}
		r, err := policy.Compile(defs, p)
		if err != nil {
			t.Fatal(err)
		}
		if want := planAD(); !reflect.DeepEqual(r.Plan, want) {
			t.Errorf("got %+v\nwant %+v", r.Plan, want)
		}
	}
}

// planAD is the plan of a session with derived keys on a context that an
// anonymous client obtains from the holder of a certificate.
func planAD() *plan.Endpoint {
	parts := plan.Parts{
		Body: true,
		Headers: plan.Headers("http://schemas.xmlsoap.org/ws/2004/08/addressing",
			"To", "From", "FaultTo", "ReplyTo", "MessageID", "RelatesTo", "Action"),
	}
	body := plan.Parts{Body: true}
	message := plan.Message{Signed: parts, Encrypted: body}
	bootstrap := &plan.Binding{
		Kind: plan.SymmetricBinding,
		Protection: &plan.Token{
			Kind: plan.X509Token, Version: "WssX509V3Token10",
			Include: plan.Never, References: []plan.Reference{plan.Thumbprint},
			DerivedKeys: plan.ExplicitDerivedKeys, DerivedKeysVersion: plan.SecureConversation200502,
		},
		Suite: "Basic128", Layout: plan.Strict, Timestamp: true, EntireHeadersAndBody: true,
	}
	cancelled := message
	cancelled.Leniencies = []plan.Leniency{plan.CancelAnswerInClear}
	renewal := message
	renewal.Supporting = []*plan.SupportingToken{{
		Endorsing: true,
		OneOf: []*plan.Token{{
			Kind: plan.SecurityContextToken, Include: plan.AlwaysToRecipient,
			DerivedKeys: plan.ExplicitDerivedKeys, DerivedKeysVersion: plan.SecureConversation200502,
		}},
	}}
	return &plan.Endpoint{
		SOAP: plan.SOAP12, Addressing: plan.Addressing200408,
		Binding: &plan.Binding{
			Kind: plan.SymmetricBinding,
			Protection: &plan.Token{
				Kind: plan.SecureConversationToken, Include: plan.AlwaysToRecipient,
				DerivedKeys: plan.ExplicitDerivedKeys, DerivedKeysVersion: plan.SecureConversation200502,
				Conversation: &plan.Conversation{
					Trust: plan.Trust200502, Version: plan.SecureConversation200502,
					Bootstrap:     bootstrap,
					Issue:         plan.Exchange{Name: "Issue", Request: message, Response: &message},
					ClientEntropy: true, ServerEntropy: true,
					Cancel: &plan.Exchange{Name: "Cancel", Request: message, Response: &cancelled},
					Renew:  &plan.Exchange{Name: "Renew", Request: renewal, Response: &message},
				},
			},
			Suite: "Basic128", Layout: plan.Lax, Timestamp: true, EntireHeadersAndBody: true,
		},
		Exchanges: []plan.Exchange{{Name: "Ping", Request: message, Response: &message}},
	}
}
