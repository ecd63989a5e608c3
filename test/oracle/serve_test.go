package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestServeAnswersEachLine(t *testing.T) {
	release, err := openRelease("")
	if err != nil {
		t.Fatal(err)
	}
	good := `[{"apiVersion":"v1","kind":"Service","metadata":{"name":"api"}}]`
	bad := `[{"apiVersion":"v1","kind":"Service","metadata":{"name":"api"}},{"apiVersion":"v1","kind":"Service","metadata":{"name":"api"},"spec":{"prots":[]}}]`
	var out bytes.Buffer
	if err := serve(release, strings.NewReader(good+"\n"+bad+"\n"), &out); err != nil {
		t.Fatal(err)
	}
	answers := json.NewDecoder(&out)
	for _, want := range []int{0, 1} {
		var report FileReport
		if err := answers.Decode(&report); err != nil {
			t.Fatal(err)
		}
		if len(report.Findings) != want || report.Objects != want+1 {
			t.Errorf("want %d findings about %d objects, got %+v", want, want+1, report)
		}
	}
}
