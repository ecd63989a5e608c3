package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var resources = func() customResources {
	silence()
	release, err := linkedRelease()
	if err != nil {
		panic(err)
	}
	loaded, err := loadCustomResources(release)
	if err != nil {
		panic(err)
	}
	return loaded
}()

// edit changes a text in a bundle that is accepted; what is said about the result must name stage and message.
type edit struct {
	name, old, new string
	stage, message string
}

func read(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func rejects(t *testing.T, file string, edits []edit) {
	content := read(t, file)
	for _, e := range edits {
		t.Run(e.name, func(t *testing.T) {
			if strings.Count(content, e.old) == 0 {
				t.Fatalf("%q is not in %s", e.old, file)
			}
			report := judge(file, []byte(strings.Replace(content, e.old, e.new, 1)), resources)
			for _, finding := range report.Findings {
				if finding.Stage == e.stage && strings.Contains(finding.Path+": "+finding.Message, e.message) {
					return
				}
			}
			t.Errorf("want %s: %q, got %+v", e.stage, e.message, report.Findings)
		})
	}
}

func TestAcceptsWholeBundles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no bundles", err)
	}
	for _, file := range files {
		report := judge(file, []byte(read(t, filepath.Base(file))), resources)
		if len(report.Findings) > 0 {
			t.Errorf("%s: %+v", file, report.Findings)
		}
	}
}

func TestCountsWhatItJudged(t *testing.T) {
	report := judge("canary", []byte(read(t, "canary.yaml")), resources)
	want := map[string]int{stageStrict: 7, stageSchema: 4, stageRollout: 1, stageAnalysis: 1, stageExperiment: 1, stageMetadata: 3}
	for stage, count := range want {
		if report.Judged[stage] != count {
			t.Errorf("%s judged %d objects, want %d", stage, report.Judged[stage], count)
		}
	}
	if len(report.NotJudged) != 1 || report.NotJudged[0].Kind != "PrometheusRule" {
		t.Errorf("not judged: %+v", report.NotJudged)
	}
}

func TestKindsOfArgoCDAreNotJudged(t *testing.T) {
	report := judge("argo-cd", []byte("{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: shop}, spec: {}}"), resources)
	if len(report.NotJudged) != 1 || len(report.Findings) != 0 {
		t.Errorf("%+v", report)
	}
	misspelt := judge("misspelt", []byte("{apiVersion: argoproj.io/v1alpha1, kind: Aplication, metadata: {name: shop}, spec: {}}"), resources)
	if len(misspelt.Findings) == 0 {
		t.Errorf("%+v", misspelt)
	}
}

func TestListsAreNotJudged(t *testing.T) {
	report := judge("list", []byte("{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Service, ports: 1}]}"), resources)
	if len(report.NotJudged) != 1 || len(report.Judged) != 0 {
		t.Errorf("%+v", report)
	}
}

func TestNeedsArgumentsAndDefinitions(t *testing.T) {
	for _, args := range [][]string{nil, {"judge"}, {"judge", "testdata/none.yaml"}, {"praise", "testdata/canary.yaml"}} {
		if err := run("", args, &strings.Builder{}); err == nil {
			t.Errorf("accepts %q", args)
		}
	}
	if _, err := loadCustomResources(os.DirFS(t.TempDir())); err == nil {
		t.Error("accepts a release without CRDs")
	}
}

func TestPrintsJSON(t *testing.T) {
	var out strings.Builder
	if err := run("", []string{"judge", "testdata/canary.yaml"}, &out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"findings": []`) {
		t.Error(out.String())
	}
}
