package main

import (
	"errors"
	"io/fs"
	"regexp"
	"slices"
)

var flagDefinition = regexp.MustCompile(`Flags\(\)\.\w+Var\(&[\w.]+, "([\w-]+)"`)

// controllerFlags lists the flags that a release's controller defines. Those of every Kubernetes client are not among them.
func controllerFlags(release fs.FS) ([]string, error) {
	code, err := fs.ReadFile(release, "cmd/rollouts-controller/main.go")
	if err != nil {
		return nil, err
	}
	flags := []string{}
	for _, match := range flagDefinition.FindAllSubmatch(code, -1) {
		flags = append(flags, string(match[1]))
	}
	if len(flags) == 0 {
		return nil, errors.New("the release's controller defines no flags")
	}
	slices.Sort(flags)
	return flags, nil
}
