//go:build !race

package trust_test

// stride is the distance of the bytes that TestTampered changes: every one.
const stride = 1
