package fetch

import "testing"

func TestBaseName(t *testing.T) {
	for _, tt := range []struct{ url, want string }{
		{"http://h/Ping.svc?wsdl", "Ping"},
		{"http://h/Ping.svc?singleWsdl", "Ping"},
		{"http://h/Ping.svc?xsd=xsd0", "Ping.xsd0"},
		{"http://h/a/b.c.xsd", "b.c"},
		{"http://h/", "service"},
		{"http://h", "service"},
		{"http://h/..%2f..%2fetc/passwd?a=../../b", "passwd.b"},
		{"http://h/%00.wsdl", "service"},
		{"http://h/caf\u00e9.wsdl", "caf"},
		{"http://h/.hidden.wsdl", "hidden"},
	} {
		if got := baseName(tt.url); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.url, got, tt.want)
		}
	}
}
