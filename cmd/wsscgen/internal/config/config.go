// Package config reads wsscgen.yaml. Everything in it has its place, so that what
// is wrong with it is said as about any other document.
package config

import (
	"go/token"
	"path/filepath"
)

// FileName is the configuration that is looked for in the current folder.
const FileName = "wsscgen.yaml"

// Config is what a configuration says. Its keys are those of the JSON Schema
// docs/wsscgen.schema.json; the names of files are relative to the folder of the
// configuration there, and to the current one here.
type Config struct {
	Output      string            `yaml:"output"`
	Package     string            `yaml:"package"`
	Ports       []string          `yaml:"ports"`
	WSDL        []string          `yaml:"wsdl"`
	Allow       []string          `yaml:"allow"`
	Search      []string          `yaml:"search"`
	Catalog     map[string]string `yaml:"catalog"`
	Packages    map[string]string `yaml:"packages"`
	Types       map[string]string `yaml:"types"`
	Rename      map[string]string `yaml:"rename"`
	Initialisms *bool             `yaml:"initialisms"`
	Scaffold    Texts             `yaml:"scaffold"`
	JSON        bool              `yaml:"json"`

	places map[string]token.Position
}

// Texts are a list of texts that may be written as a text when there is one.
type Texts []string

// At returns the place of a key, or of an entry in it.
func (c *Config) At(key string, entry ...string) token.Position {
	for _, e := range entry {
		if pos, ok := c.places[key+"/"+e]; ok {
			return pos
		}
	}
	return c.places[key]
}

// Has reports whether the configuration has a key.
func (c *Config) Has(key string) bool {
	_, ok := c.places[key]
	return ok
}

// rebase makes the names of files relative to the current folder.
func (c *Config) rebase(folder string) {
	if folder == "." {
		return
	}
	rebase := func(name string) string {
		if name == "" || filepath.IsAbs(name) {
			return name
		}
		return filepath.Join(folder, name)
	}
	c.Output = rebase(c.Output)
	for _, list := range [][]string{c.WSDL, c.Search} {
		for i := range list {
			list[i] = rebase(list[i])
		}
	}
	for key, name := range c.Catalog {
		c.Catalog[key] = rebase(name)
	}
}
