package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// linkedFolders hold the code that judges.
var linkedFolders = []string{
	"analysis", "controller", "experiments", "ingress", "metric", "metricproviders", "pkg", "rollout", "service", "utils",
}

// linkedDifferences lists the files in which the linked release differs from another one. There may be none: a release
// whose go.mod asks for a newer Go than the installed one cannot be linked, but one with the same code can be.
func linkedDifferences(linked, wanted fs.FS) ([]string, error) {
	linkedFiles, err := codeOf(linked)
	if err != nil {
		return nil, err
	}
	wantedFiles, err := codeOf(wanted)
	if err != nil {
		return nil, err
	}
	different := []string{}
	for name, content := range wantedFiles {
		if !bytes.Equal(content, linkedFiles[name]) {
			different = append(different, name)
		}
		delete(linkedFiles, name)
	}
	for name := range linkedFiles {
		different = append(different, name)
	}
	slices.Sort(different)
	return different, nil
}

var goDirective = regexp.MustCompile(`(?m)^(go|toolchain) .*$`)

func codeOf(release fs.FS) (map[string][]byte, error) {
	mod, err := fs.ReadFile(release, "go.mod")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"go.mod": goDirective.ReplaceAll(mod, nil)}
	for _, folder := range linkedFolders {
		err := fs.WalkDir(release, folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			files[name], err = fs.ReadFile(release, name)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", folder, err)
		}
	}
	return files, nil
}
