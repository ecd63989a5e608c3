package main

import (
	"fmt"
	"io/fs"
	"sort"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// specFields lists the fields of each kind's spec that a release's CRDs have. The items of a list are "[]", as in
// "spec.metrics[].name".
func specFields(release fs.FS) (map[string][]string, error) {
	files, err := fs.Glob(release, "manifests/crds/*-crd.yaml")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("the release has no CRDs: %v", err)
	}
	fields := map[string][]string{}
	for _, file := range files {
		content, err := fs.ReadFile(release, file)
		if err != nil {
			return nil, err
		}
		crd, err := parseObject(content)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		kind, _, _ := unstructured.NestedString(crd.Object, "spec", "names", "kind")
		versions, _, _ := unstructured.NestedSlice(crd.Object, "spec", "versions")
		if kind == "" || len(versions) != 1 {
			return nil, fmt.Errorf("%s: expected a kind with one version, got %q with %d", file, kind, len(versions))
		}
		spec, found, err := unstructured.NestedMap(versions[0].(map[string]any), "schema", "openAPIV3Schema", "properties", "spec")
		if !found || err != nil {
			return nil, fmt.Errorf("%s: no schema of a spec: %v", file, err)
		}
		fields[kind] = fieldsBelow(spec, "spec", nil)
		sort.Strings(fields[kind])
	}
	return fields, nil
}

func fieldsBelow(schema map[string]any, path string, found []string) []string {
	if items, ok := schema["items"].(map[string]any); ok {
		return fieldsBelow(items, path+"[]", found)
	}
	properties, _ := schema["properties"].(map[string]any)
	for name, inner := range properties {
		field := path + "." + name
		found = fieldsBelow(inner.(map[string]any), field, append(found, field))
	}
	return found
}
