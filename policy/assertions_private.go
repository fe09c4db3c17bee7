package policy

// privateRows are assertions by which a toolkit configures itself. Some
// toolkits publish them; they ask nothing of the other party.
var privateRows = table[*wants]{
	"ramp:RampartConfig":               private,
	"sun:KeyStore":                     private,
	"sun:TrustStore":                   private,
	"sun:CertStore":                    private,
	"sun:CallbackHandlerConfiguration": private,
	"sun:ValidatorConfiguration":       private,
	"sun:KerberosConfig":               private,
	"sun:STSConfiguration":             private,
	"sun:PreconfiguredSTS":             private,
	"sun:SCConfiguration":              private,
	"sun:SCClientConfiguration":        private,
	// UTF-8 and UTF-16 are welcome; UTF-8 is what is sent.
	"wspe:Utf816FFFECharacterEncoding": accepted[*wants](),
}

func private(*compiler, *Assertion, *wants) error { return nil }
