module github.com/wsscgen/wsscgen

go 1.26.0

require (
	github.com/beevik/etree v1.8.1
	github.com/dave/jennifer v1.7.1
	github.com/russellhaering/goxmldsig v1.6.1
	github.com/spf13/cobra v1.10.2
	golang.org/x/tools v0.52.0
)

require (
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/jonboulle/clockwork v0.5.0 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
)

tool github.com/wsscgen/wsscgen/cmd/wsscgen
