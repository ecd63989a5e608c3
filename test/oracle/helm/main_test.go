package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRender(t *testing.T) {
	for template, want := range map[string]string{
		"a: {{`{{`}}args.b}}":          "a: {{args.b}}",
		"a: {{ .Release.Name }}":       "a: oracle",
		"a: {{args.b}}":                "",
		"a: {{ $labels.b }}":           "",
		"a: {{ .rollout.metadata.b }}": "",
	} {
		got, err := renderTemplate(t, template)
		if want == "" && err == nil {
			t.Errorf("%s: want an error, got %q", template, got)
		}
		if want != "" && (err != nil || got != want) {
			t.Errorf("%s: want %q, got %q, %v", template, want, got, err)
		}
	}
}

func renderTemplate(t *testing.T, text string) (string, error) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "Chart.yaml"), "apiVersion: v2\nname: shop\nversion: 0.1.0\n")
	write(t, filepath.Join(folder, "templates", "a.yaml"), text)
	rendered, err := render(folder)
	return rendered["shop/templates/a.yaml"], err
}

func write(t *testing.T, file, text string) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
