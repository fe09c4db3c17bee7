module github.com/wsscgen/wsscgen

go 1.26
