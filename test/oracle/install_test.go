package main

import (
	"strings"
	"testing"
)

const theirs = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller, labels: {app.kubernetes.io/name: controller}}
spec: {replicas: 1, template: {spec: {containers: [{image: "controller:latest"}]}}}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.org}
spec: {versions: [{schema: {openAPIV3Schema: {description: prose, properties: {description: {type: string, description: prose}}}}}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: notifications}
data: {trigger.on-end: "- send: [end]", template.end: "message: The end"}
`

func TestInstallDifferences(t *testing.T) {
	changed := func(old, new string) string { return strings.Replace(theirs, old, new, 1) }
	for name, c := range map[string]struct{ ours, object, path string }{
		"value":            {changed("latest", "v1"), "Deployment/controller", "/spec/template/spec/containers/0/image"},
		"field missing":    {changed("replicas: 1, ", ""), "Deployment/controller", "/spec/replicas"},
		"field too many":   {changed("replicas: 1", "replicas: 1, paused: true"), "Deployment/controller", "/spec/paused"},
		"key with a slash": {changed("app.kubernetes.io/name: controller", "app.kubernetes.io/name: c"), "Deployment/controller", "/metadata/labels/app.kubernetes.io~1name"},
		"list":             {changed(`[{image: "controller:latest"}]`, "[]"), "Deployment/controller", "/spec/template/spec/containers"},
		"text":             {changed("The end", "Done"), "ConfigMap/notifications", "/data/template.*/message"},
		"object missing":   {theirs[strings.Index(theirs, "---"):], "Deployment/controller", ""},
		"object too many":  {theirs + "---\n{apiVersion: v1, kind: Secret, metadata: {name: a}}", "Secret/a", ""},
		"type of a schema": {changed("type: string", "type: integer"), "CustomResourceDefinition/widgets.example.org", "/spec/versions/0/schema/openAPIV3Schema/properties/description/type"},
	} {
		expected := Difference{Object: c.object, Path: c.path, Reason: "a reason"}
		report, err := compareManifests([]byte(c.ours), []byte(theirs), []Difference{expected})
		if err != nil {
			t.Fatal(name, err)
		}
		if len(report.Differences) != 1 || report.Differences[0].Reason != "a reason" || len(report.Absent) != 0 {
			t.Errorf("%s: %+v", name, report)
		}
	}
}

func TestInstallExpectations(t *testing.T) {
	same := strings.NewReplacer("prose", "other words", `"- send: [end]"`, `"[{send: [end]}]"`).Replace(theirs)
	report, err := compareManifests([]byte(same), []byte(theirs), nil)
	if err != nil || report.Objects != 3 || len(report.Differences) != 0 {
		t.Errorf("%+v %v", report, err)
	}
	expected := []Difference{{Object: "Deployment/controller", Path: "/spec/replicas", Reason: "a reason"}}
	if report, _ = compareManifests([]byte(same), []byte(theirs), expected); len(report.Absent) != 1 {
		t.Errorf("an expected difference is absent, got %+v", report)
	}
	expected[0].Reason = ""
	ours := strings.Replace(theirs, "replicas: 1", "replicas: 2", 1)
	if report, _ = compareManifests([]byte(ours), []byte(theirs), expected); report.Differences[0].Reason != "" || len(report.Absent) != 1 {
		t.Errorf("a difference needs a reason, got %+v", report)
	}
	if _, err = compareManifests([]byte(theirs+"---"+theirs), []byte(theirs), nil); err == nil {
		t.Error("accepts an object that is there twice")
	}
}

func TestInstallReadsTheRelease(t *testing.T) {
	release, err := linkedRelease()
	if err != nil {
		t.Fatal(err)
	}
	report, err := compareInstall(release, "testdata/definition.yaml", "install.yaml", "install-differences.json")
	if err != nil || report.Objects < 10 || len(report.Differences) <= report.Objects {
		t.Errorf("%d objects, %d differences, %v", report.Objects, len(report.Differences), err)
	}
}
