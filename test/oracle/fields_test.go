package main

import (
	"reflect"
	"testing"
	"testing/fstest"
)

func TestSpecFields(t *testing.T) {
	crd := `{kind: CustomResourceDefinition, apiVersion: apiextensions.k8s.io/v1, metadata: {name: a}, spec: {names: {kind: Widget}, versions: [{name: v1, schema:
  {openAPIV3Schema: {properties: {status: {}, spec: {properties: {size: {type: string}, parts: {items: {properties: {name: {type: string}}}}}}}}}}]}}`
	release := fstest.MapFS{"manifests/crds/widget-crd.yaml": {Data: []byte(crd)}}
	fields, err := specFields(release)
	if err != nil {
		t.Fatal(err)
	}
	expected := map[string][]string{"Widget": {"spec.parts", "spec.parts[].name", "spec.size"}}
	if !reflect.DeepEqual(fields, expected) {
		t.Errorf("got %v, expected %v", fields, expected)
	}
}
