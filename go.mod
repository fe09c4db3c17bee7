module github.com/wsscgen/wsscgen

go 1.26.0

require github.com/beevik/etree v1.8.1

require (
	github.com/dave/jennifer v1.7.1 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/spf13/cobra v1.10.2 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
	golang.org/x/tools v0.52.0 // indirect
)

tool github.com/wsscgen/wsscgen/cmd/wsscgen
