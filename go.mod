module github.com/wsscgen/wsscgen

go 1.26

require github.com/beevik/etree v1.8.1

require github.com/dave/jennifer v1.7.1 // indirect
