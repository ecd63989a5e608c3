package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func fileOf(t *testing.T, content string) string {
	file := filepath.Join(t.TempDir(), "queries.json")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestJudgesEachQuery(t *testing.T) {
	var out strings.Builder
	in := `["1", "rate(x[5m])", "x[5m]", "\"a\"", "sum by (a", "rate(x)", "mad_over_time(x[5m])"]`
	if err := run([]string{fileOf(t, in)}, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`[{"type":"scalar"},{"type":"vector"},{"type":"matrix"},{"type":"string"},{"error":`, `expected type range vector in call to function`, `},{"type":"vector"}]`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("want %s in %s", want, out.String())
		}
	}
}

func TestNeedsAFileWithAListOfTexts(t *testing.T) {
	for _, args := range [][]string{nil, {"none.json"}, {fileOf(t, "")}, {fileOf(t, "{}")}, {fileOf(t, "[1]")}} {
		if err := run(args, &strings.Builder{}); err == nil {
			t.Errorf("accepts %q", args)
		}
	}
}
