//go:build race

package trust_test

// stride is the distance of the bytes that TestTampered changes. Under the race
// detector everything takes ten times as long.
const stride = 23
