package parser

import (
	"go/token"
	"strings"
)

// policyIndex finds policies by what refers to them.
type policyIndex struct {
	documents map[string]*Document
	byID      map[*Document]map[string]Element // wsu:Id, xml:id
	byName    map[string]Element               // Name, an absolute IRI
}

// newPolicyIndex indexes every wsp:Policy of the documents.
func newPolicyIndex(documents []*Document, errs *Errors) *policyIndex {
	x := &policyIndex{
		documents: make(map[string]*Document),
		byID:      make(map[*Document]map[string]Element),
		byName:    make(map[string]Element),
	}
	for _, d := range documents {
		x.documents[d.File] = d
		x.byID[d] = make(map[string]Element)
		walk(d.Root(), func(e Element) {
			if !IsPolicyNamespace(e.Name().Space) || e.Name().Local != "Policy" {
				return
			}
			for _, id := range policyIDs(e) {
				if first, ok := x.byID[d][id]; ok {
					errs.Add(codef(CodeDuplicate, e.Pos(), "%s: Id %q stands already at %s", e.Tag(), id, first.Pos()))
					continue
				}
				x.byID[d][id] = e
			}
			if name := e.Value("Name"); name != "" {
				if _, ok := x.byName[name]; !ok {
					x.byName[name] = e
				}
			}
		})
	}
	return x
}

func policyIDs(e Element) []string {
	var ids []string
	for _, space := range []string{NamespaceWSU, NamespaceXML} {
		local := "Id"
		if space == NamespaceXML {
			local = "id"
		}
		if id, ok := e.Attr(space, local); ok {
			ids = append(ids, strings.TrimSpace(id))
		}
	}
	return ids
}

// policyURIs returns the references to policies that e itself makes.
func policyURIs(e Element) []string {
	if IsPolicyNamespace(e.Name().Space) && e.Name().Local == "PolicyReference" {
		return []string{policyURI(e)}
	}
	var uris []string
	for _, ns := range policyNamespaces {
		if v, ok := e.Attr(ns, "PolicyURIs"); ok {
			uris = append(uris, strings.Fields(v)...)
		}
	}
	return uris
}

// find returns the policy that uri means in a document.
func (x *policyIndex) find(doc *Document, pos token.Position, uri string) (Element, error) {
	name, id, fragment := strings.Cut(uri, "#")
	if p, ok := x.byName[uri]; ok {
		return p, nil
	}
	switch {
	case uri == "":
		return Element{}, codef(CodePolicyReference, pos, "a policy reference without URI")
	case name != "" && isRemote(name):
		return Element{}, codef(CodePolicyReference, pos, "policy reference %q: no policy here has this Name, and it is not fetched from the network", uri)
	case name != "":
		if doc = x.documents[join(doc.File, name)]; doc == nil {
			return Element{}, codef(CodePolicyReference, pos, "policy reference %q: the file was not read", uri)
		}
	}
	if !fragment {
		root := doc.Root()
		if !IsPolicyNamespace(root.Name().Space) || root.Name().Local != "Policy" {
			return Element{}, codef(CodePolicyReference, pos, "policy reference %q: the root element of %s is %s; add #id to name a policy in it", uri, doc.File, root.Name())
		}
		return root, nil
	}
	p, ok := x.byID[doc][id]
	if !ok {
		return Element{}, codef(CodePolicyReference, pos, "policy reference %q: no wsp:Policy in %s has wsu:Id or xml:id %q", uri, doc.File, id)
	}
	return p, nil
}

// Policy returns the wsp:Policy that a wsp:PolicyReference means: by "#id" in
// the document of the reference, by "file#id", or by its Name.
func (d *Definitions) Policy(reference Element) (Element, error) {
	return d.policies.find(reference.Document(), reference.Pos(), policyURI(reference))
}

// policyURI returns the URI of a wsp:PolicyReference. The attribute is in no
// namespace; Metro's own documents qualify it.
func policyURI(reference Element) string {
	if uri, ok := reference.Attr(reference.Name().Space, "URI"); ok {
		return strings.TrimSpace(uri)
	}
	return reference.Value("URI")
}
