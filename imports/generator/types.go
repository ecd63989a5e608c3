package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/tools/go/packages"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-tools/pkg/crd"
	crdmarkers "sigs.k8s.io/controller-tools/pkg/crd/markers"
	"sigs.k8s.io/controller-tools/pkg/loader"
	"sigs.k8s.io/controller-tools/pkg/markers"
)

const typesPackage = rolloutsModule + "/pkg/apis/rollouts/v1alpha1"

// object is a JSON object, the form in which schemas are changed and compared.
type object = map[string]any

// apiTypes holds the parsed Go API types of one release.
type apiTypes struct {
	parser *crd.Parser
	roots  []*loader.Package
}

func loadTypes(release string) (*apiTypes, error) {
	roots, err := loader.LoadRootsWithConfig(&packages.Config{Dir: release}, typesPackage)
	if err != nil {
		return nil, err
	}
	registry := &markers.Registry{}
	if err := crdmarkers.Register(registry); err != nil {
		return nil, err
	}
	parser := &crd.Parser{
		Collector: &markers.Collector{Registry: registry},
		Checker:   &loader.TypeChecker{NodeFilters: []loader.NodeFilter{crd.Generator{}.CheckFilter()}},
	}
	crd.AddKnownTypes(parser)
	for _, root := range roots {
		parser.NeedPackage(root)
	}
	return &apiTypes{parser, roots}, nil
}

// crds returns the CustomResourceDefinitions by plural name.
func (t *apiTypes) crds() (map[string]object, error) {
	crds := map[string]object{}
	for _, kind := range crd.FindKubeKinds(t.parser, crd.FindMetav1(t.roots)) {
		definition, err := t.crd(kind)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind.Kind, err)
		}
		crds[plural(definition)] = definition
	}
	if loader.PrintErrors(t.roots, packages.TypeError) {
		return nil, errors.New("the API types have errors")
	}
	return crds, nil
}

func (t *apiTypes) crd(kind schema.GroupKind) (object, error) {
	noDescription := 0
	t.parser.NeedCRDFor(kind, &noDescription)
	raw := t.parser.CustomResourceDefinitions[kind]
	crd.FixTopLevelMetadata(raw)
	definition, err := toObject(raw)
	if err != nil {
		return nil, err
	}
	delete(definition, "status")
	delete(definition["metadata"].(object), "creationTimestamp")
	for _, root := range rootSchemas(definition) {
		loosen(root)
	}
	return definition, nil
}

// definitions returns the schema of each Go type of the API package by the
// type's name. Other types appear in it as references only.
func (t *apiTypes) definitions() object {
	definitions := object{}
	for ident, schema := range t.parser.Schemata {
		if ident.Package.PkgPath == typesPackage {
			definitions[ident.Name] = schema
		}
	}
	return definitions
}

func plural(definition object) string {
	return definition["spec"].(object)["names"].(object)["plural"].(string)
}

// rootSchemas returns the openAPIV3Schema of each version of a definition.
func rootSchemas(definition object) []object {
	var roots []object
	for _, version := range definition["spec"].(object)["versions"].([]any) {
		roots = append(roots, version.(object)["schema"].(object)["openAPIV3Schema"].(object))
	}
	return roots
}

func toObject(value any) (object, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	var result object
	return result, json.Unmarshal(data, &result)
}
