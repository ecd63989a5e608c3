package main

import (
	"strings"
	"testing"
)

func others(t *testing.T) customResources {
	resources := customResources{}
	if err := resources.addOthers(); err != nil {
		t.Fatal(err)
	}
	return resources
}

func TestOtherProjectsObjectsAreJudged(t *testing.T) {
	resources := others(t)
	for manifest, want := range map[string]string{
		`{apiVersion: traefik.io/v1alpha1, kind: TraefikService, metadata: {name: a}, spec: {weighted: {services: [{name: b, port: 80, weight: 1}]}}}`: "",
		`{apiVersion: traefik.io/v1alpha1, kind: TraefikService, metadata: {name: a}, spec: {weighted: {services: [{port: 80}]}}}`:                     "name",
		`{apiVersion: traefik.io/v1alpha1, kind: TraefikService, metadata: {name: a}, spec: {weigthed: {}}}`:                                           "weigthed",
		`{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: a}, spec: {rules: [{backendRefs: [{name: b, weight: 1}]}]}}`:     "port",
	} {
		o, err := parseObject([]byte(manifest))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, err := range resources.validate(o) {
			got += err.Error()
		}
		if (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%s: want %q, got %q", manifest, want, got)
		}
	}
}

func TestVersionsThatAreNotServedAreNotJudged(t *testing.T) {
	o, err := parseObject([]byte(`{apiVersion: gateway.networking.k8s.io/v1alpha3, kind: TCPRoute, metadata: {name: a}}`))
	if err != nil {
		t.Fatal(err)
	}
	if others(t).serve(o) {
		t.Error("there is no v1alpha3 of TCPRoute")
	}
}
