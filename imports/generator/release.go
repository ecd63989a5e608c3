package main

import (
	"encoding/json"
	"fmt"
	goversion "go/version"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const rolloutsModule = "github.com/argoproj/argo-rollouts"

// withRelease unpacks a release, passes its folder to use, and removes it.
//
// The release is its own main module there, not a dependency of this program:
// that way its types meet exactly the Kubernetes API versions that it was
// released with (its replace directives count, and nothing here raises them).
func withRelease(version string, use func(folder string) error) error {
	archive, err := downloadRelease(version)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "argo-rollouts-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if err := zip.Unzip(folder, module.Version{Path: rolloutsModule, Version: version}, archive); err != nil {
		return err
	}
	if err := acceptInstalledGo(filepath.Join(folder, "go.mod")); err != nil {
		return err
	}
	return use(folder)
}

// downloadRelease returns the path of the release's archive. The go command
// has checked the archive against the checksum database once it reports a Sum.
func downloadRelease(version string) (string, error) {
	output, failure := exec.Command("go", "mod", "download", "-json", rolloutsModule+"@"+version).Output()
	var download struct{ Zip, Sum, Error string }
	if err := json.Unmarshal(output, &download); err != nil {
		return "", fmt.Errorf("go mod download %s: %v, %w", version, failure, err)
	}
	// A release that asks for a newer Go than the installed one is downloaded
	// and checked, then reported as an error: see acceptInstalledGo.
	if download.Zip == "" || download.Sum == "" {
		return "", fmt.Errorf("go mod download %s: %s", version, download.Error)
	}
	return download.Zip, nil
}

// acceptInstalledGo lowers the Go patch release that the go.mod file asks for
// to the installed one. Patch releases differ in fixes to the standard library
// and never in the language, and nothing of the release is run: its types are
// read. A newer language version stays, and the go command refuses it.
func acceptInstalledGo(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	mod, err := modfile.Parse(file, data, nil)
	if err != nil {
		return err
	}
	installed, wanted := runtime.Version(), "go"+mod.Go.Version
	if goversion.Lang(installed) != goversion.Lang(wanted) || goversion.Compare(installed, wanted) >= 0 {
		return nil
	}
	if err := mod.AddGoStmt(strings.TrimPrefix(installed, "go")); err != nil {
		return err
	}
	data, err = mod.Format()
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
