package main

import (
	"testing"
	"testing/fstest"
)

func releaseOf(goVersion, code string) fstest.MapFS {
	files := fstest.MapFS{"go.mod": {Data: []byte("module m\n\ngo " + goVersion + "\n\nrequire a v1.0.0\n")}}
	for _, folder := range linkedFolders {
		files[folder+"/code.go"] = &fstest.MapFile{Data: []byte(code)}
		files[folder+"/code_test.go"] = &fstest.MapFile{Data: []byte(goVersion)}
	}
	return files
}

func TestLinkedReleaseHasTheSameCode(t *testing.T) {
	linked, wanted := releaseOf("1.26.1", "package p"), releaseOf("1.26.10", "package p")
	if different, err := linkedDifferences(linked, wanted); err != nil || len(different) != 0 {
		t.Error(different, err)
	}
	wanted["utils/code.go"] = &fstest.MapFile{Data: []byte("package q")}
	wanted["pkg/more.go"] = &fstest.MapFile{Data: []byte("package p")}
	linked["rollout/less.go"] = &fstest.MapFile{Data: []byte("package p")}
	linked["go.mod"].Data = []byte("module m\n\nrequire a v1.0.1\n")
	different, err := linkedDifferences(linked, wanted)
	if err != nil || len(different) != 4 {
		t.Error(different, err)
	}
	delete(wanted, "analysis/code.go")
	delete(wanted, "analysis/code_test.go")
	if _, err := linkedDifferences(linked, wanted); err == nil {
		t.Error("accepts a release without one of the folders")
	}
}
