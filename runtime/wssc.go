// Package wssc is the runtime of the clients and servers that wsscgen generates.
// It holds secure conversations: it obtains the security context, protects every
// message as the plan of the port says, and demands the same of the peer's.
//
// Import it under this name; the folder is called runtime.
package wssc

// Version is the version of the runtime.
const Version = "0.1.0"

// IsAtLeastVersion0_1_0 is named by generated code, so that code made for a
// newer runtime does not compile against this one.
const IsAtLeastVersion0_1_0 = true
