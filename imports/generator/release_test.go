package main

import (
	goversion "go/version"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestAcceptInstalledGoLowersThePatchReleaseOnly(t *testing.T) {
	installed := strings.TrimPrefix(runtime.Version(), "go")
	language := strings.TrimPrefix(goversion.Lang(runtime.Version()), "go")
	tests := map[string]string{
		language + ".999": installed,
		"1.21.5":          "1.21.5",
		"1.999.0":         "1.999.0",
	}
	for wanted, want := range tests {
		file := filepath.Join(t.TempDir(), "go.mod")
		if err := os.WriteFile(file, []byte("module m\n\ngo "+wanted+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := acceptInstalledGo(file); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != "module m\n\ngo "+want+"\n" {
			t.Errorf("go %s became %q", wanted, got)
		}
	}
}
