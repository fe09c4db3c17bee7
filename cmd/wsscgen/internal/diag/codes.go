package diag

import "github.com/wsscgen/wsscgen/parser"

// The kinds of diagnostics that are not about a WSDL, schema or policy document.
const (
	CodeConfig   parser.Code = "config"   // wsscgen.yaml
	CodeOutput   parser.Code = "output"   // the folder that is written to
	CodeStale    parser.Code = "stale"    // what check finds
	CodeFetch    parser.Code = "fetch"    // what cannot be downloaded
	CodeInternal parser.Code = "internal" // our mistake
)

// Table has every code, in the order in which the command meets them.
var Table = []Info{
	{
		Code: CodeConfig, Level: Error, Title: "wsscgen.yaml says something that has no meaning",
		Text: `A key is not known, stands twice or has a value of another kind. The known keys are in the JSON
Schema docs/wsscgen.schema.json; an editor that is told of it completes them.`,
		Example: `outptu: ping   # output is meant`,
	},
	{
		Code: parser.CodeFile, Level: Error, Title: "a file cannot be read",
		Text: `A file that was named on the command line or in wsscgen.yaml is not there, is a folder, or may not
be read.`,
		Example: `wsscgen -o ping absent.wsdl`,
	},
	{
		Code: parser.CodeNotWSDL, Level: Error, Title: "a document of another kind",
		Text: `The file is empty, an HTML page (often an error page or a login that was saved in place of the WSDL),
WSDL 2.0, or XML with another root element. WSDL 1.1 has {http://schemas.xmlsoap.org/wsdl/}definitions.`,
		Example: `<!DOCTYPE html>`,
	},
	{
		Code: parser.CodeXML, Level: Error, Title: "not well-formed XML",
		Text: `The document is not well-formed, uses a prefix that is not declared, or needs its DTD. DTDs are not read,
as they can name other files and grow without bound. One that declares namespaces and entities is passed over, as schemas of
the W3C have it; one with attributes of a default value, and entities that are used, are errors.`,
		Example: `<a><b></a>`,
	},
	{
		Code: parser.CodeEncoding, Level: Error, Title: "an encoding that is not read",
		Text: `The document is in an encoding that is not read, or has bytes that are not of the encoding it names.
Saved as UTF-8 it is read.`,
		Example: `<?xml version="1.0" encoding="EBCDIC-US"?>`,
	},
	{
		Code: parser.CodeLimit, Level: Error, Title: "beyond what is read",
		Text: `The document is larger, deeper or has more elements than any that is known to us. The limits are
there so that a hostile document costs little.`,
		Example: `a file of 100 MiB`,
	},
	{
		Code: parser.CodeImport, Level: Error, Allowed: true, Title: "what is imported is missing, or something else",
		Text: `The file that an import or include names is not there, or has another namespace than the one that is
asked for. Locations are looked for in catalog:, beside the importing document, in the folders of search:, and in
the built-in catalog of the standards' schemas. "wsscgen fetch URL" downloads a WSDL with everything it imports.
"allow: [import]" goes on without a file that is not there; what refers into it is an error all the same.`,
		Example: `<xsd:import namespace="urn:a" schemaLocation="absent.xsd"/>`,
	},
	{
		Code: parser.CodeRemote, Level: Error, Allowed: true, Title: "what is imported is on the network",
		Text: `Generation never touches the network: what is generated today shall be the same tomorrow. "wsscgen
fetch URL" downloads the WSDL with everything it imports and makes the locations relative; a catalog: entry names
the file that stands for a URL or a namespace. "allow: [remote]" goes on without it, as "allow: [import]" does.`,
		Example: `<xsd:import namespace="urn:a" schemaLocation="http://example.org/a.xsd"/>`,
	},
	{
		Code: parser.CodeWSDL, Level: Error, Title: "against WSDL 1.1",
		Text: `An element or attribute stands where WSDL 1.1 has no meaning for it, one that is needed is missing, or
two contradict each other.`,
		Example: `<wsdl:binding name="B"/>   (without type)`,
	},
	{
		Code: parser.CodeSchema, Level: Error, Title: "against XML Schema 1.0",
		Text: `A schema component breaks a rule of XML Schema 1.0: it is derived from itself, has two content
models, or an attribute that has no meaning where it stands.`,
		Example: `<xsd:element name="e" minOccurs="3" maxOccurs="2"/>`,
	},
	{
		Code: parser.CodeReference, Level: Error, Allowed: true, Title: "a name that means nothing",
		Text: `A type, element, message, port type or binding is referred to and declared nowhere. Often its
namespace is imported without a schemaLocation: name its file under catalog:, by the namespace. "allow: [reference]"
leaves out a port of a binding that is not there, and what a binding says about an operation, a message or a part that is not there; the comment of the port then
names it. Other references have to hold. It is a warning where a name without a prefix can only mean something else.`,
		Example: `<xsd:element name="e" type="tns:Absent"/>`,
	},
	{
		Code: parser.CodeDuplicate, Level: Error, Allowed: true, Title: "a name that means two things",
		Text: `Two components of one kind have the same name and differ; the message says where the first one stands. What
is the same in two documents is taken once. "allow: [duplicate]" takes the first of two messages, port types, bindings
or services, as toolkits do that look a name up in one document after the other: the document that imports comes first.
Types and elements that differ are never taken.`,
		Example: `<wsdl:message name="M"/> <wsdl:message name="M"/>`,
	},
	{
		Code: parser.CodePolicyReference, Level: Error, Allowed: true, Title: "a policy that is not there",
		Text: `A wsp:PolicyReference or wsp:PolicyURIs names a policy that no document has, by wsu:Id, xml:id or
Name. "allow: [policy-reference]" generates the other ports; those that the policy is about cannot be run.`,
		Example: `<wsp:PolicyReference URI="#absent"/>`,
	},
	{
		Code: parser.CodePolicy, Level: Error, Title: "a policy that cannot be carried into a plan",
		Text: `A policy contradicts WS-Policy or WS-SecurityPolicy, or asks for something that a plan cannot say.
"wsscgen explain FILE" shows in words what was understood.`,
		Example: `<sp:SymmetricBinding/>   (without a protection token)`,
	},
	{
		Code: parser.CodePolicyConflict, Level: Error, Title: "policies that nothing can satisfy",
		Text: `The policies of one subject have no alternative in common, so that no message could satisfy all of
them.`,
		Example: `<wsp:ExactlyOne/>`,
	},
	{
		Code: parser.CodeAssertion, Level: Error, Title: "an assertion that is not known",
		Text: `A policy asks for something that this version does not know. To leave it out would be to send what
the service did not ask for, so it is refused, unless the policy marks it wsp:Ignorable.`,
		Example: `<x:Unheard xmlns:x="urn:x"/>   (in a wsp:Policy)`,
	},
	{
		Code: parser.CodeNotGenerated, Level: Error, Title: "understood, and has no Go yet",
		Text: `The construct was read and cannot be generated by this version. Nothing is left out silently, so
nothing is written. As a warning it is about something that was left out and that no message needs: a type that
nothing uses, an operation that the service begins.`,
		Example: `<xsd:field xpath="a//b"/>`,
	},
	{
		Code: parser.CodeEncoded, Level: Error, Title: "messages of use encoded",
		Text: `The parts of the message are encoded (SOAP 1.1, section 5). WS-I forbids it since 2004, and what it
means for a type is left to the toolkits, so it is not generated. Most services that still offer it can be switched
to use literal.`,
		Example: `<soap:body use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/>`,
	},
	{
		Code: parser.CodeNotChecked, Level: Warning, Title: "a rule that values are not held to",
		Text: `The type is generated and holds every value; its Check does not hold values to this facet: mostly a
pattern that is malformed, too large, or not translated to a regular expression of Go. The type has the rule in its
comment; whoever needs it checks it himself.`,
		Example: `<xsd:pattern value="[0-9]{2000}"/>`,
	},
	{
		Code: parser.CodeName, Level: Error, Title: "a name that cannot be had",
		Text: `The name of the package is not one of Go, or there is no port of the name that was asked for; the
message lists those that there are.`,
		Example: `wsscgen -o ping -package 1 ping.wsdl`,
	},
	{
		Code: parser.CodePort, Level: Warning, Allowed: true, Title: "a port that cannot be run yet",
		Text: `The port is generated, and its constructors return the reason that is given here: this version of the
runtime cannot carry its policy out. It is an error for a port that was named with -ports; "allow: [port-not-yet]"
makes that a warning as well. The comment of the port in the generated code says what is missing.`,
		Example: `wsscgen -o ping -ports Kerberos ping.wsdl`,
	},
	{
		Code: parser.CodeUnprotected, Level: Warning, Allowed: true, Title: "a port that could be protected and is not",
		Text: `The policy of the port has alternatives: one protects messages, and this version of the runtime cannot carry
it out; another leaves them unprotected. Such a port cannot be run (port-not-yet), unless "allow: [unprotected]" says that
the second alternative is good enough, over TLS for example.`,
		Example: `<sp:TransportBinding wsp:Optional="true"/>`,
	},
	{
		Code: parser.CodePortOmitted, Level: Warning, Title: "a port that is left out",
		Text:    `The port is not bound to SOAP; there is nothing to generate for it.`,
		Example: `<wsdl:port binding="tns:HttpGetBinding"/>`,
	},
	{
		Code: CodeOutput, Level: Error, Title: "the output cannot be written",
		Text: `The folder cannot be made or written, or holds files of somebody else in the place of generated ones.
Only files that begin with "// Code generated by wsscgen" are ever replaced or removed, and when one file cannot be
written, none is.`,
		Example: `wsscgen -o . ping.wsdl   (in a folder that has a types.go of its own)`,
	},
	{
		Code: CodeStale, Level: Error, Title: "what is on disk is not what would be generated",
		Text: `check generates in memory and compares. A file differs, is missing, or should not be there any more.
Run wsscgen with the same arguments, and commit what it writes.`,
		Example: `wsscgen check -o ping ping.wsdl`,
	},
	{
		Code: CodeFetch, Level: Error, Title: "a document cannot be downloaded",
		Text: `The server answered with an error, an HTML page, something too large, or not at all; or the document
imports something of that kind. Nothing is written.`,
		Example: `wsscgen fetch https://example.org/absent?wsdl`,
	},
	{
		Code: CodeInternal, Level: Error, Title: "a mistake of wsscgen",
		Text:    `Something happened that should not. Please report it, with the documents if that is possible.`,
		Example: `generated code that gofmt does not read`,
	},
}
